// SPDX-License-Identifier: Apache-2.0
// The form of a line of the log: as qemu-ga writes it.
#pragma once

#include "app/options.h"

#include <QByteArray>
#include <QMessageLogContext>

#include <chrono>

namespace ga {

// The level that a message must be logged at to be seen.
LogLevel logLevelOf(QtMsgType type);

// "SECONDS.MICROSECONDS: LEVEL: TEXT\n", the time since 1970-01-01 UTC. Control characters are
// escaped, so that a name from outside can't pass for another line or steer a terminal; a long text
// is cut after 4096 characters.
QByteArray logLine(std::chrono::microseconds time, QtMsgType type, const QString &text);

// `text` as it stands in a line.
QString printable(const QString &text);

} // namespace ga
