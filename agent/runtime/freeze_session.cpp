// SPDX-License-Identifier: Apache-2.0
// Hook, marker and status go around what the platform does, in the order of qemu-ga (protocol.md,
// "Freeze / trim").
#include "runtime/freeze_session.h"

#include "commands/event_log.h"

#include <QLoggingCategory>

#include <algorithm>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

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

QString causeText(FreezeEnd end)
{
    switch (end) {
    case FreezeEnd::Expired:
        return QStringLiteral("the time of the freeze was up");
    case FreezeEnd::Unguarded:
        return QStringLiteral("the guardian of the freeze was lost");
    case FreezeEnd::Released:
        break;
    }
    return QStringLiteral("the system let writers go on");
}

FreezeSession::FreezeSession(Platform &platform, FrozenMarker *marker)
    : m_platform(platform)
    , m_marker(marker)
    , m_state(marker && marker->isSet() ? State::Frozen : State::Thawed)
{
    if (m_platform.freezer)
        m_platform.freezer->notifyEnd([this] { finishEarlyEnd(); });
}

FreezeSession::~FreezeSession()
{
    if (m_platform.freezer)
        m_platform.freezer->notifyEnd({});
    if (m_endThread.joinable())
        m_endThread.join();
}

FreezeStatus FreezeSession::status() const
{
    return m_state == State::Thawed ? FreezeStatus::Thawed : FreezeStatus::Frozen;
}

Result<qint64> FreezeSession::freeze(const std::optional<QList<QString>> &mountpoints)
{
    const std::lock_guard lock(m_mutex);
    if (m_state != State::Thawed)
        return fail(QStringLiteral("the file systems are frozen already"));
    m_lapse.reset();
    // Before the hook: where the agent is killed during it, the next one tells it of the thaw.
    if (m_marker)
        warnOf(m_marker->set());
    if (const auto hook = runHook(FreezeHookEvent::Freeze); !hook) {
        clearMarker();
        return fail(hook.error());
    }
    if (m_ending) {
        warnOf(runHook(FreezeHookEvent::Thaw));
        clearMarker();
        return fail(QStringLiteral("the agent is ending"));
    }
    enterFrozen();
    auto count = m_platform.freezer->freeze(mountpoints);
    if (count && *count > 0) {
        m_news.fileSystems = *count;
        setState(State::Frozen);
        return count;
    }
    leaveFrozen();
    warnOf(runHook(count ? FreezeHookEvent::NothingFrozen : FreezeHookEvent::Thaw));
    return count;
}

Result<qint64> FreezeSession::thaw(ThawAsker asker)
{
    const std::lock_guard lock(m_mutex);
    const bool wasThawed = m_state == State::Thawed;
    if (wasThawed)
        m_news = {}; // What ended the freeze before was told.
    m_news.asker = asker;
    auto count = thawLocked();
    // Its time was up in the meantime, and its guard will not tell again: it is over.
    if (const auto end = m_platform.freezer->endedEarly(); end && !count && !wasThawed) {
        m_news.end = *end;
        leaveFrozen();
        warnOf(runHook(FreezeHookEvent::Thaw));
    }
    if (!count || !m_lapse)
        return count;
    return fail(*std::exchange(m_lapse, std::nullopt));
}

Result<qint64> FreezeSession::thawLocked()
{
    const State before = m_state;
    m_news.error.reset();
    setState(State::Thawing);
    auto count = m_platform.freezer->thaw();
    if (!count) {
        m_news.error = count.error();
        setState(before);
        return count;
    }
    if (auto lapse = m_platform.freezer->lapse())
        m_lapse = std::move(lapse);
    m_news.fileSystems = std::max(m_news.fileSystems, *count);
    leaveFrozen();
    if (const auto hook = runHook(FreezeHookEvent::Thaw); !hook)
        return fail(hook.error());
    return count;
}

void FreezeSession::finishEarlyEnd()
{
    const std::lock_guard lock(m_mutex);
    const auto end =
        m_state == State::Frozen ? m_platform.freezer->endedEarly() : std::optional<FreezeEnd>();
    if (!end)
        return;
    m_news.end = *end;
    const auto thawed = thawAtLast();
    if (*end == FreezeEnd::Unguarded) {
        m_lapse = Error::generic(
            QStringLiteral("the file systems did not stay frozen: the guardian of the "
                           "freeze was lost, and they were thawed at once"));
    }
    const QString cause = causeText(*end);
    qCInfo(lcEvent).noquote() << cause + QStringLiteral(": the file systems were thawed");
    qCWarning(lcFreeze).noquote() << cause + QStringLiteral(", before the host asked for the thaw");
    warnOf(thawed.map([](qint64) { return Nothing{}; }));
}

// Of a freeze that is over, whatever comes: a file system that does not answer must not keep the
// agent from everything else. The warning names it.
Result<qint64> FreezeSession::thawAtLast()
{
    auto thawed = thawLocked();
    if (m_state != State::Thawed) {
        leaveFrozen();
        warnOf(runHook(FreezeHookEvent::Thaw));
    }
    return thawed;
}

void FreezeSession::recover()
{
    const std::lock_guard lock(m_mutex);
    if (m_state != State::Frozen)
        return;
    m_news.isRecovery = true;
    const auto thawed =
        m_platform.freezer ? thawAtLast() : Result<qint64>(fail(m_platform.freezer.reason()));
    if (m_state != State::Thawed)
        leaveFrozen();
    qCInfo(lcEvent) << "an earlier agent left its file systems frozen: they were thawed";
    qCWarning(lcFreeze) << "the marker of an earlier agent's freeze was there; file systems that "
                           "were still frozen:"
                        << thawed.value_or(0);
    warnOf(thawed.map([](qint64) { return Nothing{}; }));
}

Result<Nothing> FreezeSession::end(std::chrono::milliseconds patience)
{
    m_ending = true;
    const auto ended = std::make_shared<std::promise<Result<Nothing>>>();
    try {
        m_endThread = std::thread([this, ended] { ended->set_value(thawForEnd()); });
    } catch (const std::system_error &) {
        return thawForEnd(); // For want of a thread: without an end to the patience, then.
    }
    auto outcome = ended->get_future();
    if (outcome.wait_for(patience) != std::future_status::ready)
        return fail(m_state == State::Thawed
                        ? QStringLiteral("a hook has not ended")
                        : QStringLiteral("a freeze or a thaw is still under way"));
    return outcome.get();
}

Result<Nothing> FreezeSession::thawForEnd()
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Thawed)
        return Nothing{};
    m_news.asker = ThawAsker::EndingAgent;
    return thawLocked().map([](qint64) { return Nothing{}; });
}

bool FreezeSession::isBusy() const
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    return !lock.owns_lock();
}

Result<Nothing> FreezeSession::runHook(FreezeHookEvent event)
{
    return m_platform.freezeHook ? m_platform.freezeHook->run(event) : Nothing{};
}

void FreezeSession::setState(State state)
{
    m_state = state;
    m_news.stage = state;
    if (m_listener)
        m_listener(m_news);
}

void FreezeSession::enterFrozen()
{
    m_news = {};
    setState(State::Freezing);
    if (m_marker)
        m_marker->hold();
}

void FreezeSession::leaveFrozen()
{
    clearMarker();
    setState(State::Thawed);
}

void FreezeSession::clearMarker()
{
    if (m_marker)
        warnOf(m_marker->clear());
}

} // namespace ga
