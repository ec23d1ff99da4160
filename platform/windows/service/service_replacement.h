// SPDX-License-Identifier: Apache-2.0
// What both installers do with a service that is there already: this agent's of before, or QEMU's.
#pragma once

#include "protocol/result.h"

#include <QStringList>

namespace ga {

// Registers this program as installService() does. Without `options` it keeps those of the service
// that is there. One of another program is stopped and noted, and its configuration file is copied
// where this one has none. Returns what is to be told of that. Error: Windows'.
Result<QStringList> takeOverService(const QStringList &options);

// Takes the service back as uninstallService() does, with the agent's state and a configuration
// that was taken over and not changed since; then registers and starts the service that was
// replaced, where there was one. Returns what is to be told. Error: Windows'.
Result<QStringList> giveServiceBack();

} // namespace ga
