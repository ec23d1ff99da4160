// SPDX-License-Identifier: Apache-2.0
// What the tray tells apart: the agent's own states, and that there is no agent to ask.
#pragma once

namespace ga {

enum class TrayState { NotRunning, NoDevice, NoHost, Working, Paused, Frozen, LeaseExpired };

} // namespace ga
