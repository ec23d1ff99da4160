// SPDX-License-Identifier: Apache-2.0
// Leaves a file that only an administrator can leave, tells the agent to look, and sees what comes
// of it on the status channel.
#include "cli/owner_command.h"

#include "app/owner_view.h"
#include "app/platform_options.h"
#include "cli/owner_tool.h"
#include "cli/status_reader.h"
#include "platform/api/broadcast.h"
#include "platform/api/platform.h"

#include <QFile>

#include <cstdio>
#include <functional>

namespace ga {

namespace {

constexpr int patience = 30000; // Milliseconds until the agent shows what it was told.

std::optional<Options> readOptions(const char *name, const QStringList &arguments, int &exitCode)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    if (!parser.parse(QStringList{QLatin1StringView(name)} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "usage: qtga %s [--config=FILE]\n", name);
        exitCode = ToolMisused;
        return std::nullopt;
    }
    const auto options = configuredOptions(parser);
    if (!options) {
        exitCode = complain(options.error().description);
        return std::nullopt;
    }
    return *options;
}

// Tells the agent, and waits until its status is as it should be. The channel is opened before, so
// that nothing is missed.
Result<Nothing> tellAndAwait(OwnerWord word, const QString &address,
                             const std::function<bool(const StatusSnapshot &)> &isSo)
{
    StatusReader reader;
    if (auto opened = reader.open(address); !opened)
        return opened;
    auto status = reader.present();
    if (!status)
        return fail(std::move(status).error());
    if (isSo(*status))
        return Nothing{};
    if (auto told = tellAgent(word, address); !told)
        return told;
    for (;;) {
        const auto line = reader.next(patience);
        if (!line)
            return fail(line.error());
        if (line->message.status && isSo(*line->message.status))
            return Nothing{};
    }
}

bool isRunning(const QString &address)
{
    return StatusReader().open(address).has_value();
}

Result<Nothing> leaveMarker(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(QStringLiteral("can't leave '%1': %2").arg(path, file.errorString()));
    return Nothing{};
}

Result<Nothing> removeMarker(const QString &path)
{
    QFile file(path);
    if (file.exists() && !file.remove())
        return fail(QStringLiteral("can't remove '%1': %2").arg(path, file.errorString()));
    return Nothing{};
}

int setPaused(const char *name, const QStringList &arguments, bool paused)
{
    int exitCode = ToolDone;
    const auto options = readOptions(name, arguments, exitCode);
    if (!options)
        return exitCode;
    const QString marker = pauseMarker(options->stateDirectory);
    const auto marked = paused ? leaveMarker(marker) : removeMarker(marker);
    if (!marked)
        return complain(marked.error().description);
    const QString address = statusAddress(*options);
    if (!isRunning(address)) {
        complain(QStringLiteral("the agent is not running, or tells no status at '%1': it will be "
                                "so when it starts, or reads its configuration anew")
                     .arg(address));
        return ToolAttention;
    }
    const auto done =
        tellAndAwait(OwnerWord::Reload, address,
                     [paused](const StatusSnapshot &status) { return status.paused == paused; });
    if (!done)
        return complain(done.error().description);
    std::puts(paused ? "host access is paused; qtga resume gives it back"
                     : "the host has access again");
    return ToolDone;
}

// Nobody is there to be told: what is frozen is found and thawed from here.
int thawWithoutAgent(const Options &options)
{
    const Platform platform = createPlatform(platformOptions(options));
    if (!platform.freezer)
        return complain(platform.freezer.reason());
    const auto thawed = platform.freezer->thaw();
    if (!thawed)
        return complain(thawed.error().description);
    std::printf("no agent tells a status; file systems that were frozen and are thawed: %lld\n",
                static_cast<long long>(*thawed));
    return ToolDone;
}

} // namespace

int runPause(const QStringList &arguments)
{
    return setPaused("pause", arguments, true);
}

int runResume(const QStringList &arguments)
{
    return setPaused("resume", arguments, false);
}

int runThaw(const QStringList &arguments)
{
    int exitCode = ToolDone;
    const auto options = readOptions("thaw", arguments, exitCode);
    if (!options)
        return exitCode;
    const QString address = statusAddress(*options);
    if (!isRunning(address))
        return thawWithoutAgent(*options);
    const auto done = tellAndAwait(OwnerWord::Thaw, address,
                                   [](const StatusSnapshot &status) { return !status.freeze; });
    if (!done)
        return complain(done.error().description);
    std::puts("nothing is frozen");
    return ToolDone;
}

} // namespace ga
