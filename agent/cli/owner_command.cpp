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

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <cstdio>
#include <functional>

namespace ga {

namespace {

constexpr std::chrono::seconds patience{30}; // Until the agent shows what it was told.

// pkexec looks at the program and its first argument only: who may pause may not therefore choose
// which file is read, and which made, with the administrator's rights.
bool mayTakeOptions()
{
    return !qEnvironmentVariableIsSet("PKEXEC_UID");
}

// A configuration with a mistake does not keep the owner from an agent that runs on with what it
// has read before.
std::optional<Options> readOptions(const char *name, const QStringList &arguments, int &exitCode)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    if (!parser.parse(QStringList{QLatin1StringView(name)} + arguments) ||
        !parser.positionalArguments().isEmpty() || !(mayTakeOptions() || arguments.isEmpty())) {
        std::fprintf(stderr, "usage: qtga %s%s\n", name,
                     mayTakeOptions() ? " [--config=FILE]" : ", by pkexec without options");
        exitCode = ToolMisused;
        return std::nullopt;
    }
    auto options = configuredOptions(parser);
    if (options)
        return *std::move(options);
    const QString named = parser.value(QStringLiteral("config"));
    const bool isMissing = !named.isEmpty() && !QFileInfo::exists(named);
    exitCode = complain(options.error().description +
                        (isMissing ? QString() : QStringLiteral("; going on without it")));
    return isMissing ? std::nullopt : std::optional(optionsToFindAgent(parser));
}

bool isFailedThaw(const Activity &activity)
{
    return activity.channel == ownersChannel() && activity.outcome == ActivityOutcome::Failed;
}

// Tells the agent, and waits until its status is as it should be. `reader` was opened before, so
// that nothing is missed.
Result<Nothing> tellAndAwait(OwnerWord word, const QString &address, StatusReader &reader,
                             const std::function<bool(const StatusSnapshot &)> &isSo)
{
    auto status = reader.present();
    if (!status)
        return fail(std::move(status).error());
    if (isSo(*status))
        return Nothing{};
    if (auto told = tellAgent(word, address); !told)
        return told;
    const QDeadlineTimer deadline(patience);
    for (;;) {
        const auto line = reader.next(deadline);
        if (!line)
            return fail(line.error());
        if (line->message.status && isSo(*line->message.status))
            return Nothing{};
        const auto &activity = line->message.activity;
        if (word == OwnerWord::Thaw && activity && isFailedThaw(*activity))
            return fail(QStringLiteral("the agent could not thaw; its log and qtga audit say why"));
    }
}

// It is made and never opened: a link that somebody left in its place leads nowhere.
Result<Nothing> leaveMarker(const QString &path)
{
    if (QFileInfo(path).isSymLink())
        QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        !file.exists())
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
    StatusReader reader;
    if (!reader.open(address)) {
        complain(QStringLiteral("the agent is not running, or tells no status at '%1': it will be "
                                "so when it starts, or reads its configuration anew")
                     .arg(address));
        return ToolAttention;
    }
    const auto done =
        tellAndAwait(OwnerWord::Reload, address, reader,
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
    StatusReader reader;
    if (!reader.open(address))
        return thawWithoutAgent(*options);
    const auto done = tellAndAwait(OwnerWord::Thaw, address, reader,
                                   [](const StatusSnapshot &status) { return !status.freeze; });
    if (!done)
        return complain(done.error().description);
    std::puts("nothing is frozen");
    return ToolDone;
}

} // namespace ga
