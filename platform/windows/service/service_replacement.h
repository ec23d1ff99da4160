// SPDX-License-Identifier: Apache-2.0
// What both installers do with a service that is there already: this agent's of before, or QEMU's.
#pragma once

#include "protocol/result.h"

#include <QStringList>

namespace ga {

// Registers this program as installService() does. Without `options` it keeps those of the service
// that is there, and how that starts, where it is this agent's already. One of another program is
// stopped and noted, and its configuration file is copied where this one has none. Returns what is
// to be told of that. Error: Windows'.
Result<QStringList> takeOverService(const QStringList &options);

// Starts it, unless its owner has it start by hand or not at all: then it returns false. Error: why
// it doesn't run.
Result<bool> startTakenService();

// Takes the service back as uninstallService() does, with the agent's state and a configuration
// that was taken over and not changed since; then registers the service that was replaced, where
// there was one, to start and run as it did, and starts it where it was meant to run. Returns what
// is to be told. Error: Windows'.
Result<QStringList> giveServiceBack();

} // namespace ga
