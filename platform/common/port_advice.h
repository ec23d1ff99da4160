// SPDX-License-Identifier: Apache-2.0
// What an owner has to ask of the host.
#pragma once

#include "platform/api/sentence.h"

namespace ga {

// How the host adds a virtio-serial port of this name, for the fix of a finding.
Sentence howToAddPort(const QString &name);

} // namespace ga
