// SPDX-License-Identifier: Apache-2.0
// Folders that Windows names, with forward slashes.
#pragma once

#include <QString>

namespace ga {

QString programDataFolder(); // "C:/ProgramData".
QString programFolder();     // Where this program's file lies.
QString programFile();       // This program's file.

} // namespace ga
