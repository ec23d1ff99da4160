// SPDX-License-Identifier: Apache-2.0
// WindowsAgentLink: the provider's side of the handshake, by kernel objects that the agent made.
#pragma once

#include "platform/windows/system/handle.h"
#include "platform/windows/vss/agent_link.h"

namespace ga::vss {

class WindowsAgentLink : public AgentLink
{
public:
    WindowsAgentLink();

    bool isFreezing() override;
    bool open(const std::wstring &snapshotSet) override;
    void close() override;
    bool isAgentAlive() override;
    void reportFrozen() override;
    void reportReleased() override;
    HoldEnd waitForThaw(std::chrono::milliseconds limit) override;
    void interrupt() override;

private:
    Handle m_interrupt; // Event of this process alone; null where the system had none left.
    Handle m_frozen;
    Handle m_thaw;
    Handle m_released;
    Handle m_agent;
};

} // namespace ga::vss
