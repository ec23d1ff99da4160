// SPDX-License-Identifier: Apache-2.0
// What an owner has to ask of the host.
#pragma once

#include <QString>

namespace ga {

// How the host adds a virtio-serial port of this name, for the fix of a finding.
QString howToAddPort(const QString &name);

} // namespace ga
