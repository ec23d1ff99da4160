// SPDX-License-Identifier: Apache-2.0
// Windows starts a program with one string, which the program cuts into words by itself.
#pragma once

#include <QStringList>

namespace ga {

// The string that CommandLineToArgvW() and the C run-time cut into just these words. The first is
// the program's name, which can't hold a quotation mark. cmd.exe reads by rules of its own.
QString commandLineOf(const QStringList &words);

} // namespace ga
