// SPDX-License-Identifier: Apache-2.0
// The command line of qtga-tray.
#pragma once

#include "appearance.h"
#include "window/page.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ga {

struct TrayOptions
{
    bool window = false;      // Show the window at once, and end with it where there is no tray.
    std::optional<Page> page; // With which page; nullopt: the one that is shown.
    QString demo;             // A file to play instead of asking an agent.
    QString address;          // Of the agent's status; empty: this system's.
    QString agentProgram;     // The tool qtga; empty: the one that belongs to this program.
    Appearance appearance = Appearance::System;
};

// As --page names them.
QStringList pageNames();
// nullopt where it is none.
std::optional<Page> pageNamed(const QString &name);
// Empty for nullopt.
QString nameOf(std::optional<Page> page);

// nullopt where the program is to end with `exitCode`: it has said what was wrong, or what was
// asked.
std::optional<TrayOptions> readOptions(const QStringList &arguments, int &exitCode);

} // namespace ga
