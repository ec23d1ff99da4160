// SPDX-License-Identifier: Apache-2.0
// What -s asks for.
#pragma once

#include <QStringList>

namespace ga {

// install, uninstall, take-over, give-back, vss-install or vss-uninstall. `options` are what the
// service is to run with. Says on standard output or error, and in the Event Log, how it went.
// Returns the exit code: 0; 1 where what was asked for was not done; 2 where a service was taken
// over, and doesn't start. A service without its VSS provider is one: all else works.
int performServiceAction(const QString &action, const QStringList &options);

} // namespace ga
