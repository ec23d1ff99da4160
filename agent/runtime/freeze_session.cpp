// SPDX-License-Identifier: Apache-2.0
// Hook, marker and status go around what the platform does, in the order of qemu-ga (protocol.md,
// "Freeze / trim").
#include "runtime/freeze_session.h"

#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

// Without its marker a freeze is only less safe; a thaw that stopped for it would be worse.
void warnOf(const Result<Nothing> &outcome)
{
    if (!outcome)
        qCWarning(lcFreeze).noquote() << outcome.error().description;
}

} // namespace

FreezeSession::FreezeSession(Platform &platform, FrozenMarker *marker)
    : m_platform(platform)
    , m_marker(marker)
    , m_state(marker && marker->isSet() ? State::Frozen : State::Thawed)
{}

FreezeStatus FreezeSession::status() const
{
    return m_state == State::Thawed ? FreezeStatus::Thawed : FreezeStatus::Frozen;
}

Result<qint64> FreezeSession::freeze(const std::optional<QList<QString>> &mountpoints)
{
    if (m_state != State::Thawed)
        return fail(QStringLiteral("the file systems are frozen already"));
    if (const auto hook = runHook(FreezeHookEvent::Freeze); !hook)
        return fail(hook.error());
    enterFrozen();
    auto count = m_platform.freezer->freeze(mountpoints);
    if (count && *count > 0) {
        m_state = State::Frozen;
        return count;
    }
    leaveFrozen();
    if (!count)
        warnOf(runHook(FreezeHookEvent::Thaw));
    return count;
}

Result<qint64> FreezeSession::thaw()
{
    const State before = m_state.exchange(State::Thawing);
    auto count = m_platform.freezer->thaw();
    if (!count) {
        m_state = before;
        return count;
    }
    leaveFrozen();
    if (const auto hook = runHook(FreezeHookEvent::Thaw); !hook)
        return fail(hook.error());
    return count;
}

Result<Nothing> FreezeSession::runHook(FreezeHookEvent event)
{
    return m_platform.freezeHook ? m_platform.freezeHook->run(event) : Nothing{};
}

void FreezeSession::enterFrozen()
{
    m_state = State::Freezing;
    if (m_marker)
        warnOf(m_marker->set());
}

void FreezeSession::leaveFrozen()
{
    if (m_marker)
        warnOf(m_marker->clear());
    m_state = State::Thawed;
}

} // namespace ga
