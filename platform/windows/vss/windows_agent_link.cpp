// SPDX-License-Identifier: Apache-2.0
// Opens what the agent created, and never creates anything itself.
#include "platform/windows/vss/windows_agent_link.h"

#include "platform/windows/vss/handshake.h"

#include <array>

namespace ga::vss {

namespace {

// The set that an agent told of last; empty: none.
std::wstring announcedSnapshotSet()
{
    std::array<wchar_t, 64> text = {};
    DWORD size = sizeof text;
    const LSTATUS status = ::RegGetValueW(HKEY_LOCAL_MACHINE, handshakeKey, snapshotSetValue,
                                          RRF_RT_REG_SZ, nullptr, text.data(), &size);
    return status == ERROR_SUCCESS ? std::wstring(text.data()) : std::wstring();
}

Handle openEvent(const std::wstring &name)
{
    return Handle(::OpenEventW(SYNCHRONIZE | EVENT_MODIFY_STATE, FALSE, name.c_str()));
}

Handle openAgent(const HandshakeNames &names)
{
    return Handle(::OpenMutexW(SYNCHRONIZE, FALSE, names.agent.c_str()));
}

// An agent that lives owns its mutex. Who gets it instead must let go of it again.
bool isOwnedByAgent(const Handle &mutex)
{
    if (!mutex.isValid())
        return false;
    const DWORD waited = ::WaitForSingleObject(mutex.get(), 0);
    if (waited == WAIT_OBJECT_0 || waited == WAIT_ABANDONED)
        ::ReleaseMutex(mutex.get());
    return waited == WAIT_TIMEOUT;
}

} // namespace

WindowsAgentLink::WindowsAgentLink()
    : m_interrupt(::CreateEventW(nullptr, TRUE, FALSE, nullptr))
{}

bool WindowsAgentLink::isFreezing()
{
    const std::wstring snapshotSet = announcedSnapshotSet();
    return !snapshotSet.empty() && isOwnedByAgent(openAgent(handshakeNames(snapshotSet)));
}

bool WindowsAgentLink::open(const std::wstring &snapshotSet)
{
    close();
    if (!m_interrupt.isValid() || announcedSnapshotSet() != snapshotSet)
        return false;
    ::ResetEvent(m_interrupt.get());
    const HandshakeNames names = handshakeNames(snapshotSet);
    m_frozen = openEvent(names.frozen);
    m_thaw = openEvent(names.thaw);
    m_released = openEvent(names.released);
    m_agent = openAgent(names);
    return m_frozen.isValid() && m_thaw.isValid() && m_released.isValid() && isAgentAlive();
}

void WindowsAgentLink::close()
{
    m_frozen.reset();
    m_thaw.reset();
    m_released.reset();
    m_agent.reset();
}

bool WindowsAgentLink::isAgentAlive()
{
    return isOwnedByAgent(m_agent);
}

void WindowsAgentLink::reportFrozen()
{
    ::SetEvent(m_frozen.get());
}

void WindowsAgentLink::reportReleased()
{
    ::SetEvent(m_released.get());
}

HoldEnd WindowsAgentLink::waitForThaw(std::chrono::milliseconds limit)
{
    // Of several, the first counts: an agent that thaws and then ends has thawed.
    const std::array<HANDLE, 3> objects{m_thaw.get(), m_interrupt.get(), m_agent.get()};
    const DWORD waited = ::WaitForMultipleObjects(DWORD(objects.size()), objects.data(), FALSE,
                                                  DWORD(limit.count()));
    if (waited == WAIT_OBJECT_0)
        return HoldEnd::Thaw;
    if (waited == WAIT_OBJECT_0 + 1)
        return HoldEnd::Interrupted;
    if (waited == WAIT_OBJECT_0 + 2 || waited == WAIT_ABANDONED_0 + 2) {
        ::ReleaseMutex(m_agent.get());
        return HoldEnd::AgentGone;
    }
    return HoldEnd::TimeUp;
}

void WindowsAgentLink::interrupt()
{
    ::SetEvent(m_interrupt.get());
}

} // namespace ga::vss
