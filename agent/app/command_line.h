// SPDX-License-Identifier: Apache-2.0
// Reads the program's arguments as getopt_long(3) does: any order, short switches combined, long
// names abbreviated.
#pragma once

#include "app/option_table.h"

#include <QList>

namespace ga {

// One option as it was given. A switch has the value "true".
struct OptionUse
{
    const OptionRow *row;
    QString value;
};

// What ends the reading of the arguments at once.
enum class CommandLineEnd { Arguments, Help, Version, CommandNames };

struct CommandLine
{
    QString program; // argv[0].
    QList<OptionUse> uses;
    CommandLineEnd end = CommandLineEnd::Arguments;
};

// `arguments` has argv[0]. What is no option is ignored, as is everything after "--". What comes
// after an option that prints and exits (-V, -h, "-b help") isn't looked at. Error: the text for
// standard error.
Result<CommandLine> parseCommandLine(const QStringList &arguments,
                                     const PlatformDefaults &defaults);

// The row's default as the help tells it; empty where there is none that is worth a word.
QString defaultWords(const OptionRow &row, const PlatformDefaults &defaults);

// The text of --help.
QString helpText(const QString &program, const PlatformDefaults &defaults);

} // namespace ga
