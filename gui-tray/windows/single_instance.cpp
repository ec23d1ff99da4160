// SPDX-License-Identifier: Apache-2.0
// A named event in the session's own namespace, which other users' sessions can't reach: the first
// tray makes it and waits on it, a later one sets it.
#include "system/single_instance.h"

#include <QWinEventNotifier>

#include <windows.h>

namespace ga {

namespace {

class EventInstance final : public SingleInstance
{
public:
    explicit EventInstance(HANDLE event)
        : m_event(event)
        , m_notifier(event)
    {
        connect(&m_notifier, &QWinEventNotifier::activated, this, &SingleInstance::showRequested);
    }

    ~EventInstance() override
    {
        m_notifier.setEnabled(false);
        CloseHandle(m_event);
    }

private:
    HANDLE m_event;
    QWinEventNotifier m_notifier;
};

class OnlyInstance final : public SingleInstance
{};

} // namespace

std::unique_ptr<SingleInstance> SingleInstance::claim()
{
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, L"Local\\qtga-tray");
    const bool another = GetLastError() == ERROR_ALREADY_EXISTS;
    if (!event)
        return std::make_unique<OnlyInstance>();
    if (!another)
        return std::make_unique<EventInstance>(event);
    AllowSetForegroundWindow(ASFW_ANY);
    SetEvent(event);
    CloseHandle(event);
    return nullptr;
}

} // namespace ga
