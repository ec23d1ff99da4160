// SPDX-License-Identifier: Apache-2.0
// `qtga sandbox`: what the service manager can take from the agent under the configuration in
// force, as a drop-in for its unit.
#pragma once

#include <QStringList>

namespace ga {

int runSandbox(const QStringList &arguments);

} // namespace ga
