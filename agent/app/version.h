// SPDX-License-Identifier: Apache-2.0
// The two versions: the agent's own, and that of the qemu-ga whose protocol it speaks.
#pragma once

#include <QString>

namespace ga {

QString agentVersion();

// What --version names beside the agent's own, for scripts that look for what qemu-ga prints.
QString protocolVersion();

} // namespace ga
