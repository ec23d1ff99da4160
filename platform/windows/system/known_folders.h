// SPDX-License-Identifier: Apache-2.0
// Folders that Windows names.
#pragma once

#include <QString>

namespace ga {

QString systemFolder(); // "C:\Windows\System32".

// With forward slashes.
QString programDataFolder(); // "C:/ProgramData".
QString programFolder();     // Where this program's file lies.
QString programFile();       // This program's file.

} // namespace ga
