// SPDX-License-Identifier: Apache-2.0
// The two versions: the agent's own, and that of the qemu-ga whose protocol it speaks.
#pragma once

#include <QString>

namespace ga {

QString agentVersion();

// What guest-info and --version tell, because hosts decide by it what they may ask for.
QString protocolVersion();

} // namespace ga
