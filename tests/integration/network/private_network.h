// SPDX-License-Identifier: Apache-2.0
// Network namespaces of a test's own, which the kernel removes when the test ends, however it ends.
#pragma once

#include <QByteArray>
#include <QString>

namespace private_network {

// Where ip(8) is; empty where it isn't.
QString ipProgram();

// Empty where namespaces can be made and iproute2 is here, else the reason for a SKIP.
QString whyNot();

// Puts the calling thread, and what it starts, into a new namespace: a loopback that is down,
// nothing else. The one before, with all that was in it, is gone.
bool enterNew();

// Runs commands of ip(8), one a line; false, with ip's words in the log, where one fails.
bool ip(const QByteArray &commands);

// Writes a value to /proc/sys/NAME.
bool setSysctl(const char *name, const char *value);

} // namespace private_network
