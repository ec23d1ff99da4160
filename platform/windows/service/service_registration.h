// SPDX-License-Identifier: Apache-2.0
// The agent's entry with the service control manager, and what belongs to it.
#pragma once

#include "protocol/result.h"

#include <QStringList>

namespace ga {

// Registers this program as a service that starts with the system, runs with `options`, is started
// again when it fails, and is told of the system's end before other services. Done again it renews
// what is there, less how it starts, which is its owner's to say. Error: another program's service
// has the name; or Windows'.
Result<Nothing> installService(const QStringList &options);

// For a service that an installer has registered, and that starts: what installers can't say of it
// is set, unless its owner has said what is to happen when it fails.
void completeService();

// Stops the service, waits for its end, and takes the entry back. Error: there is none; it doesn't
// stop; or Windows'.
Result<Nothing> uninstallService();

} // namespace ga
