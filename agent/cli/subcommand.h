// SPDX-License-Identifier: Apache-2.0
// The tool beside the agent: `qtga NAME ...`.
#pragma once

#include <QStringList>

#include <span>

namespace ga {

struct Subcommand
{
    const char *name;
    const char *usage;   // What follows the name.
    const char *summary; // One line.

    // `arguments` are those behind the name. Returns the exit code: 0, 1 for a failure, 2 for a
    // wrong use. A QCoreApplication exists.
    int (*run)(const QStringList &arguments);
};

// In the order in which the help shows them.
std::span<const Subcommand> subcommands();

// nullptr where there is none of that name: then the program is the agent.
const Subcommand *findSubcommand(const QString &name);

} // namespace ga
