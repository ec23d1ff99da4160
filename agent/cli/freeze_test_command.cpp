// SPDX-License-Identifier: Apache-2.0
// Freezes as the agent would, hooks and guardian included, for a short time. Nothing is printed
// before the thaw: the terminal's log may lie on what is frozen.
#include "cli/freeze_test_command.h"

#include "app/frozen_mark.h"
#include "app/option_values.h"
#include "app/platform_options.h"
#include "cli/interrupt.h"
#include "cli/owner_tool.h"
#include "client/terminal_text.h"
#include "runtime/freeze_session.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace ga {

namespace {

using Duration = std::optional<std::chrono::seconds>;

// Beyond the time that was asked for, before the guardian ends a test that hangs.
constexpr std::chrono::seconds grace(10);
constexpr std::chrono::minutes longest(10);
constexpr unsigned long look = 20; // Milliseconds.

struct Outcome
{
    qint64 count = 0;
    qint64 freezeTime = 0; // Milliseconds, each.
    qint64 heldTime = 0;
    qint64 thawTime = 0;
};

qint64 hold(const FreezeSession &session, std::chrono::milliseconds duration)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < duration.count() && !isInterrupted() &&
           session.status() == FreezeStatus::Frozen)
        QThread::msleep(look);
    return timer.elapsed();
}

Result<Outcome> carryOut(Platform &platform, std::chrono::milliseconds duration)
{
    FreezeSession session(platform);
    Outcome outcome;
    QElapsedTimer timer;
    timer.start();
    const auto frozen = session.freeze(std::nullopt);
    outcome.freezeTime = timer.elapsed();
    if (!frozen)
        return fail(frozen.error());
    outcome.count = *frozen;
    if (outcome.count == 0)
        return outcome;
    outcome.heldTime = hold(session, duration);
    const bool lasted = session.status() == FreezeStatus::Frozen;
    timer.start();
    const auto thawed = session.thaw();
    outcome.thawTime = timer.elapsed();
    if (!thawed)
        return fail(thawed.error());
    if (!lasted)
        return fail(QStringLiteral("the freeze ended early: its time was up"));
    return outcome;
}

Result<Outcome> test(const QCommandLineParser &parser, std::chrono::seconds duration)
{
    const auto configured = configuredOptions(parser);
    if (!configured)
        return fail(configured.error());
    // The thaw would be of these, too, and of what the host believes to be frozen.
    if (FrozenMark(configured->stateDirectory).isSet())
        return fail(QStringLiteral("file systems are frozen already"));
    PlatformOptions options = platformOptions(*configured);
    options.freezeTimeout = duration + grace;
    Platform platform = createPlatform(options);
    if (!platform.freezer)
        return fail(platform.freezer.reason());
    return carryOut(platform, duration);
}

} // namespace

int runFreezeTest(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    const bool parsed = parser.parse(QStringList{QStringLiteral("freeze-test")} + arguments);
    const QStringList words = parser.positionalArguments();
    Duration duration;
    if (!parsed || words.size() != 1 || words.first().isEmpty() ||
        !readValue(words.first(), duration) || *duration > longest) {
        std::fputs("usage: qtga freeze-test [--config=FILE] TIME    TIME: 2s, up to 10m\n", stderr);
        return 2;
    }
    catchInterrupts();
    const auto outcome = test(parser, *duration);
    if (!outcome) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(terminalText(outcome.error().description)));
        return 1;
    }
    std::printf("%lld file systems: frozen in %lld ms, held for %lld ms, thawed in %lld ms (hooks "
                "included)\n",
                outcome->count, outcome->freezeTime, outcome->heldTime, outcome->thawTime);
    return std::fflush(stdout) == 0 && !isInterrupted() ? 0 : 1;
}

} // namespace ga
