// SPDX-License-Identifier: Apache-2.0
// What the subcommands of the guest's owner share.
#pragma once

#include "app/options.h"
#include "protocol/result.h"

#include <QCommandLineParser>

namespace ga {

enum ToolExit {
    ToolDone = 0,
    ToolFailed = 1,
    ToolMisused = 2,
    ToolAttention = 3, // It worked, and what it tells needs somebody to look after it.
};

// -c, --config.
QCommandLineOption configOption();

// The agent's configuration, of FILE where --config was given. Error: as readInstructions().
Result<Options> configuredOptions(const QCommandLineParser &parser);

// The same as far as it can be read, the system's own for the rest: a file with a mistake, or one
// that is the administrator's alone, keeps nobody from the agent that runs.
Options optionsToFindAgent(const QCommandLineParser &parser);

// What was given with `option`, else what optionsToFindAgent() says.
QString statusAddressFor(const QCommandLineParser &parser, const QString &option);

// On the standard error; returns ToolFailed.
int complain(const QString &text);

// "2026-11-20 17:04:05", the guest's time, of milliseconds since 1970.
QString timeText(qint64 time);

// "350 ms", "4.2 s", "3 min", "2 h".
QString durationText(qint64 milliseconds);

} // namespace ga
