// SPDX-License-Identifier: Apache-2.0
// A thread for each freeze: COM's objects and the mutex that the provider watches want to stay in
// one, while freeze and thaw come from any.
#include "platform/windows/freeze/vss_freezer.h"

#include <QDeadlineTimer>
#include <QLoggingCategory>

#include <condition_variable>
#include <thread>
#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

} // namespace

// Outlives the freezer, because the threads do.
struct VssFreezer::Notice
{
    std::mutex mutex;
    std::function<void()> notify; // Guarded by `mutex`, also while it runs.

    void give()
    {
        const std::lock_guard lock(mutex);
        if (notify)
            notify();
    }
};

struct VssFreezer::Run
{
    enum class State { Starting, Held, Ended };

    VssParts parts;
    BackupType type = BackupType::Copy;
    QList<Volume> volumes;
    std::chrono::milliseconds timeout{0}; // Zero: none but that of Windows.
    std::shared_ptr<Notice> notice;

    std::mutex mutex; // Guards what follows.
    std::condition_variable changed;
    State state = State::Starting;
    bool thawWanted = false;
    Result<qint64> count = 0;
    std::optional<FreezeEnd> early;
    std::optional<Error> lapse;
    QList<QString> notes;

    void enter(State next, const std::function<void()> &change)
    {
        const std::lock_guard lock(mutex);
        change();
        state = next;
        changed.notify_all();
    }

    template <typename Condition>
    void wait(Condition condition)
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, condition);
    }

    void wantThaw()
    {
        const std::lock_guard lock(mutex);
        thawWanted = true;
        changed.notify_all();
    }

    // Until the thaw is wanted, or nothing is left to thaw.
    std::optional<FreezeEnd> hold(SnapshotRun &snapshot)
    {
        const QDeadlineTimer deadline =
            timeout.count() > 0 ? QDeadlineTimer(timeout) : QDeadlineTimer(QDeadlineTimer::Forever);
        std::unique_lock lock(mutex);
        while (!changed.wait_for(lock, parts.times.look, [this] { return thawWanted; })) {
            if (!snapshot.isHeld())
                return FreezeEnd::Released;
            if (deadline.hasExpired())
                return FreezeEnd::Expired;
        }
        return std::nullopt;
    }
};

VssFreezer::VssFreezer(VssParts parts, const PlatformOptions &options)
    : m_parts(std::move(parts))
    , m_exclusions(options.freezeExclusions)
    , m_timeout(options.freezeTimeout)
    , m_backupType(options.backupType)
    , m_notice(std::make_shared<Notice>())
{}

VssFreezer::~VssFreezer()
{
    if (m_run)
        m_run->wantThaw();
    notifyEnd({});
}

Result<qint64> VssFreezer::freeze(const std::optional<QList<QString>> &mountpoints)
{
    const auto volumes = m_parts.volumes();
    if (!volumes)
        return fail(volumes.error());
    const auto run = std::make_shared<Run>();
    run->parts = m_parts;
    run->type = m_backupType;
    run->volumes = chosenVolumes(chooseVolumes(*volumes, m_exclusions, mountpoints));
    run->timeout = m_timeout;
    run->notice = m_notice;
    if (run->volumes.isEmpty())
        return 0;
    {
        const std::lock_guard lock(m_mutex);
        m_run = run;
        m_lapse.reset();
    }
    std::thread(&VssFreezer::carryOut, run).detach();
    run->wait([&] { return run->state != Run::State::Starting; });
    if (!run->count) {
        const std::lock_guard lock(m_mutex);
        m_run.reset();
    }
    return run->count;
}

void VssFreezer::carryOut(const std::shared_ptr<Run> &run)
{
    std::optional<FreezeEnd> early;
    {
        const auto components = run->parts.components();
        const auto freezeSignals = run->parts.freezeSignals();
        SnapshotRun snapshot(*components, *freezeSignals, run->parts.times);
        const auto count = snapshot.freeze(run->type, run->volumes);
        const auto state = count ? Run::State::Held : Run::State::Ended;
        run->enter(state, [&] { run->count = count; });
        if (!count)
            return;
        early = run->hold(snapshot);
        auto lapse = snapshot.finish();
        const std::lock_guard lock(run->mutex);
        run->lapse = std::move(lapse);
        run->notes = snapshot.notes();
    }
    run->enter(Run::State::Ended, [&] { run->early = early; });
    if (early)
        run->notice->give();
}

Result<qint64> VssFreezer::thaw()
{
    std::shared_ptr<Run> run;
    {
        const std::lock_guard lock(m_mutex);
        run = std::exchange(m_run, nullptr);
    }
    if (!run)
        return 0;
    run->wantThaw();
    run->wait([&] { return run->state == Run::State::Ended; });
    for (const QString &note : std::as_const(run->notes))
        qCInfo(lcFreeze).noquote() << note;
    const std::lock_guard lock(m_mutex);
    m_lapse = run->lapse;
    return run->early ? 0 : run->count;
}

Result<FreezePlan> VssFreezer::plan(const std::optional<QList<QString>> &mountpoints)
{
    return m_parts.volumes().map([&](const QList<Volume> &volumes) {
        return freezePlan(chooseVolumes(volumes, m_exclusions, mountpoints));
    });
}

std::optional<FreezeEnd> VssFreezer::endedEarly()
{
    const std::lock_guard lock(m_mutex);
    if (!m_run)
        return std::nullopt;
    const std::lock_guard runLock(m_run->mutex);
    return m_run->early;
}

std::optional<Error> VssFreezer::lapse()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lapse, std::nullopt);
}

void VssFreezer::notifyEnd(std::function<void()> notify)
{
    const std::lock_guard lock(m_notice->mutex);
    m_notice->notify = std::move(notify);
}

} // namespace ga
