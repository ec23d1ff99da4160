// SPDX-License-Identifier: Apache-2.0
// Named events in the session's own namespace, which other users' sessions can't reach, one for
// each wish: the first tray makes them and waits on them, a later one sets that of its wish.
#include "system/single_instance.h"

#include <QWinEventNotifier>

#include <vector>

#include <windows.h>

namespace ga {

namespace {

// Nullptr where it can't be made. `another`: whether somebody else has made it before.
HANDLE makeEvent(const QString &wish, bool *another = nullptr)
{
    QString name = QStringLiteral("Local\\qtga-tray");
    if (!wish.isEmpty())
        name += u'-' + wish;
    const HANDLE event =
        CreateEventW(nullptr, FALSE, FALSE, reinterpret_cast<const wchar_t *>(name.utf16()));
    if (another)
        *another = GetLastError() == ERROR_ALREADY_EXISTS;
    return event;
}

class WatchedEvent
{
public:
    explicit WatchedEvent(HANDLE event)
        : m_event(event)
        , m_notifier(event)
    {}

    ~WatchedEvent()
    {
        m_notifier.setEnabled(false);
        CloseHandle(m_event);
    }

    const QWinEventNotifier &notifier() const { return m_notifier; }

private:
    Q_DISABLE_COPY_MOVE(WatchedEvent)

    HANDLE m_event;
    QWinEventNotifier m_notifier;
};

class EventInstance final : public SingleInstance
{
public:
    EventInstance(HANDLE event, const QStringList &wishes)
    {
        watch(event, {});
        for (const QString &wish : wishes) {
            if (const HANDLE made = makeEvent(wish))
                watch(made, wish);
        }
    }

private:
    void watch(HANDLE event, const QString &wish)
    {
        m_events.push_back(std::make_unique<WatchedEvent>(event));
        connect(&m_events.back()->notifier(), &QWinEventNotifier::activated, this,
                [this, wish] { Q_EMIT showRequested(wish); });
    }

    std::vector<std::unique_ptr<WatchedEvent>> m_events;
};

class OnlyInstance final : public SingleInstance
{};

} // namespace

std::unique_ptr<SingleInstance> SingleInstance::claim(const QStringList &wishes,
                                                      const QString &wish)
{
    bool another = false;
    const HANDLE event = makeEvent({}, &another);
    if (!event)
        return std::make_unique<OnlyInstance>();
    if (!another)
        return std::make_unique<EventInstance>(event, wishes);
    AllowSetForegroundWindow(ASFW_ANY);
    if (const HANDLE wished = makeEvent(wish)) {
        SetEvent(wished);
        CloseHandle(wished);
    }
    CloseHandle(event);
    return nullptr;
}

} // namespace ga
