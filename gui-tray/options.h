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
    bool window = false;        // Show the window at once, and end with it where there is no tray.
    Page page = Page::Overview; // With which page.
    QString demo;               // A file to play instead of asking an agent.
    QString address;            // Of the agent's status; empty: this system's.
    QString agentProgram;       // The tool qtga; empty: the one that belongs to this program.
    Appearance appearance = Appearance::System;
};

// nullopt where the program is to end with `exitCode`: it has said what was wrong, or what was
// asked.
std::optional<TrayOptions> readOptions(const QStringList &arguments, int &exitCode);

} // namespace ga
