// SPDX-License-Identifier: Apache-2.0
// What -s asks for.
#pragma once

#include <QStringList>

namespace ga {

// install, uninstall, take-over, give-back, vss-install or vss-uninstall. `options` are what the
// service is to run with. Says on standard output or error how it went. Returns the exit code: 0,
// or 1 where what was asked for was not done. A service without its VSS provider is one: all else
// works.
int performServiceAction(const QString &action, const QStringList &options);

} // namespace ga
