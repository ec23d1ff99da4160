// SPDX-License-Identifier: Apache-2.0
// Files of shell-like assignments: os-release(5), and what systemd-logind leaves in
// /run/systemd/sessions.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace ga {

// The values by their names; of a name assigned twice the last one counts. As a shell reads it:
// 'single quotes' are literal; in "double quotes" a backslash takes the meaning from $ ` " \ and
// (as qemu-ga has it) '; without quotes a value ends at a blank or a semicolon. Never fails: lines
// that assign nothing, and values that aren't UTF-8, are left out, and quotes that nobody closes
// end with their line.
QHash<QByteArray, QString> parseAssignments(QByteArrayView content);

} // namespace ga
