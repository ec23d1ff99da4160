// SPDX-License-Identifier: Apache-2.0
// The lines of an authorized_keys file (sshd(8)): pure functions over its content.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace ga {

// Whether a key can be one line of the file: no comment, no line feed, no NUL. What else it is,
// sshd judges.
bool canBeKeyLine(const QString &key);

// Error: "invalid OpenSSH public key: 'KEY'", of the first that can't.
Result<Nothing> checkKeyLines(const QList<QString> &keys);

// The keys, without the blanks around them; no comments, no blank lines. From the last line to the
// first, which is the order that qemu-ga answers in.
QList<QString> keysIn(const QByteArray &content);

// The content with those keys at its end that it doesn't have yet, and a line feed behind the last
// line.
QByteArray withKeys(const QByteArray &content, const QList<QString> &keys);

// The content without the lines of these keys. Blanks around a line don't count, so that every key
// that keysIn() tells can be removed (qemu-ga leaves such a line in place, and reports success).
QByteArray withoutKeys(const QByteArray &content, const QList<QString> &keys);

} // namespace ga
