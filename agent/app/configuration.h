// SPDX-License-Identifier: Apache-2.0
// What is in effect: the defaults, then the configuration file, then the command line.
#pragma once

#include "app/options.h"
#include "channel/channel.h"
#include "platform/api/defaults.h"
#include "protocol/result.h"

#include <QByteArray>

namespace ga {

// What the program was started with.
struct Invocation
{
    QStringList arguments;  // argv[0] included.
    QString configVariable; // The environment's QGA_CONF; null where it isn't set.
    PlatformDefaults defaults;
    // What a relative path of the configuration file starts at; the working directory where empty.
    QString directory = {};
};

// What the program is to do: run with `options`, or print and exit with 0.
struct Instructions
{
    Options options;
    std::optional<QString> print; // For standard output, its line ends included.
    QStringList serviceOptions;   // What this command line says, for a service to be run with.
};

// Reads the file that -c or QGA_CONF or the system names. Lists of the file and of the command line
// add up; of everything else the command line's value counts. Error: what belongs on standard error
// before exiting with 1: the command line's mistake, "error loading configuration from path: P,
// CAUSE", "must specify a path for this channel", "Unknown service command.".
Result<Instructions> readInstructions(const Invocation &invocation);

// The same as far as it can be read: what is wrong is left out. For whoever only looks for the
// agent that still runs with what it has read before.
Options readableOptions(const Invocation &invocation);

// The [general] group with the keys that are set, in the table's order.
QString dumpConfiguration(const Options &options);

// The method's name as Channel has it. Error: "unsupported channel method/type: X".
Result<ChannelMethod> channelMethod(const QString &name, const PlatformDefaults &defaults);

// Makes the paths of files absolute, before a daemon leaves the directory that they are relative
// to.
void makePathsAbsolute(Options &options, const QString &directory);

} // namespace ga
