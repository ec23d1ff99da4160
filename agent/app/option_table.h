// SPDX-License-Identifier: Apache-2.0
// The one table of options, from which the command line, the configuration file and the help text
// follow.
#pragma once

#include "app/options.h"
#include "platform/api/defaults.h"
#include "protocol/result.h"

#include <span>
#include <variant>

namespace ga {

// Where in Options a row's value goes; its type says how the value is written.
using OptionTarget =
    std::variant<bool Options::*, QString Options::*, std::optional<QString> Options::*,
                 QStringList Options::*, std::optional<QStringList> Options::*,
                 std::optional<LogLevel> Options::*, std::optional<HookFailure> Options::*,
                 std::optional<BackupType> Options::*, std::optional<Profile> Options::*,
                 std::optional<std::chrono::seconds> Options::*>;

struct OptionRow
{
    char letter = 0;                // As in "-m"; 0: none.
    const char *name = nullptr;     // As in "--method"; nullptr: in the configuration file only.
    const char *oldName = nullptr;  // An earlier spelling, accepted for ever.
    const char *key = nullptr;      // In the group [general]; nullptr: on the command line only.
    const char *oldKey = nullptr;   // An earlier spelling, accepted for ever.
    const char *argument = nullptr; // Its name in the help; nullptr: the option is a switch.
    bool glued = false;             // The argument may be left out, and is never the next word.
    OptionTarget target;
    const char *help = nullptr;
};

// The order is that of --help and of --dump-conf.
std::span<const OptionRow> optionTable();

// Whether this system has the row's long spelling; a short one is accepted everywhere.
bool hasLongName(const OptionRow &row, const PlatformDefaults &defaults);

// Every switch off, every path as the system has it.
Options defaultOptions(const PlatformDefaults &defaults);

// Sets what `row` stands for. A list grows; an empty text is as if it had not been given; a switch
// is turned to `text` (true, false, 1 or 0). Error: what is wrong with `text`.
Result<Nothing> setOption(Options &options, const OptionRow &row, const QString &text,
                          const PlatformDefaults &defaults);

// The value as the configuration file writes it; absent where it is not set.
std::optional<QString> optionText(const Options &options, const OptionRow &row);

} // namespace ga
