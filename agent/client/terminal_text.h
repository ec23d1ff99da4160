// SPDX-License-Identifier: Apache-2.0
// A guest's text, made fit for the host's terminal.
#pragma once

#include <QString>

namespace ga {

// Whether a terminal might act on `c`, or show the text around it in another order than it has: the
// guest isn't trusted with that.
bool isTreacherous(QChar c);

// `text` on one line: treacherous characters as \uXXXX, line ends as blanks, outer blanks gone.
QString terminalText(const QString &text);

} // namespace ga
