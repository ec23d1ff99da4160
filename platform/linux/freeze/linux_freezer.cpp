// SPDX-License-Identifier: Apache-2.0
// Keeps what was frozen, with its descriptors, from the freeze to the thaw.
#include "platform/linux/freeze/linux_freezer.h"

#include "platform/linux/freeze/freeze_operation.h"
#include "platform/linux/freeze/freeze_plan.h"
#include "platform/linux/freeze/thaw_operation.h"

#include <QLoggingCategory>

#include <linux/major.h>

#include <algorithm>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

// A loop device whose backing file lies on something dead does not answer: what is beneath it is
// unknown then.
constexpr std::chrono::seconds loopPatience(2);

// Those that lie beneath what was frozen are held as well.
FrozenSet withBases(FrozenSet frozen, const FrozenSet &bases)
{
    for (const HeldFileSystem &base : bases.fileSystems) {
        const auto isSame = [&](const HeldFileSystem &each) {
            return each.fileSystem.device == base.fileSystem.device;
        };
        if (std::none_of(frozen.fileSystems.begin(), frozen.fileSystems.end(), isSame))
            frozen.fileSystems.push_back(base);
    }
    return frozen;
}

} // namespace

// A guard in the hands of calls that may hang: what nothing of it stays frozen for is released when
// the last of them has ended. Until then it is still needed, should the agent die.
class LinuxFreezer::Watch
{
public:
    explicit Watch(Guard guard)
        : m_guard(std::move(guard))
    {}
    ~Watch()
    {
        if (m_guard && m_isToBeReleased)
            m_guard->release();
    }
    Q_DISABLE_COPY_MOVE(Watch)

    // From here on no time ends it: it would thaw what a later freeze has frozen.
    void releaseInTheEnd()
    {
        if (m_guard)
            m_guard->arm(std::chrono::milliseconds(0));
        m_isToBeReleased = true;
    }

private:
    const Guard m_guard;
    bool m_isToBeReleased = false;
};

// Outlives the freezer, because the guards' threads do.
struct LinuxFreezer::Notice
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

LinuxFreezer::LinuxFreezer(std::shared_ptr<const MountTable> mounts, SysfsTree sysfs,
                           FreezeExclusions exclusions, std::shared_ptr<Superblocks> superblocks,
                           std::unique_ptr<FreezeGuards> guards, std::chrono::milliseconds timeout,
                           FreezePatience patience)
    : m_mounts(std::move(mounts))
    , m_sysfs(std::move(sysfs))
    , m_exclusions(std::move(exclusions))
    , m_guards(std::move(guards))
    , m_timeout(timeout)
    , m_notice(std::make_shared<Notice>())
    , m_calls(std::move(superblocks), patience)
{}

LinuxFreezer::~LinuxFreezer()
{
    notifyEnd({});
}

Result<qint64> LinuxFreezer::freeze(const std::optional<QList<QString>> &mountpoints)
{
    forgetEndedGuards(); // Of a freeze before, whose thaw met an error.
    const auto mounts = m_mounts->read();
    if (!mounts)
        return fail(mounts.error());
    const Survey survey = surveyOf(*mounts);
    FreezeOperation operation(survey, m_exclusions, m_calls);
    const FrozenSet bases = operation.choose(mountpoints);
    if (const auto tried = tryBases(operation, bases); !tried)
        return fail(tried.error());
    auto candidates = operation.prepare();
    if (!candidates)
        return fail(std::move(candidates).error());
    auto guard = postGuard(*candidates);
    if (!guard)
        return fail(std::move(guard).error());
    auto frozen = freezeGuarded(operation, *std::move(candidates), *guard);
    if (!frozen)
        return fail(std::move(frozen).error());
    const qint64 count = qint64(frozen->fileSystems.size());
    if (count > 0)
        keep(withBases(*std::move(frozen), bases), *std::move(guard), operation.notes());
    else
        keep({}, nullptr, operation.notes());
    return count;
}

Survey LinuxFreezer::surveyOf(const QList<Mount> &mounts)
{
    return Survey::of(mounts, m_sysfs, [this](const QByteArray &loop) {
        const auto found = std::make_shared<std::optional<DeviceNumber>>();
        const PatientCalls::Call lookUp{{LOOP_MAJOR, loop.mid(4).toUInt()}, [loop, found] {
                                            *found = loopBackingDevice(loop);
                                            return 0;
                                        }};
        const bool answers = m_lookups.run({lookUp}, loopPatience).front().has_value();
        return answers ? *found : std::nullopt;
    });
}

Result<Nothing> LinuxFreezer::tryBases(FreezeOperation &operation, const FrozenSet &bases)
{
    auto guard = postGuard(bases);
    if (!guard)
        return fail(std::move(guard).error());
    if (*guard)
        (*guard)->arm(m_timeout);
    const auto watch = std::make_shared<Watch>(*std::move(guard));
    operation.tryBases(bases, watch);
    watch->releaseInTheEnd();
    return Nothing{};
}

Result<FrozenSet> LinuxFreezer::freezeGuarded(FreezeOperation &operation, FrozenSet candidates,
                                              const Guard &guard)
{
    const auto watch = std::make_shared<Watch>(guard);
    const auto flushed = operation.flush(candidates);
    if (flushed && guard)
        guard->arm(m_timeout);
    auto frozen = flushed ? operation.carryOut(std::move(candidates), watch)
                          : Result<FrozenSet>(fail(flushed.error()));
    if (frozen && guard && guard->end()) {
        operation.rollBack(*frozen);
        frozen = fail(QStringLiteral("the time was up, or the guardian was lost, before all file "
                                     "systems were frozen; they are thawed again"));
    }
    if (!frozen || frozen->fileSystems.empty())
        watch->releaseInTheEnd();
    return frozen;
}

// None where there is nothing to freeze.
Result<LinuxFreezer::Guard> LinuxFreezer::postGuard(const FrozenSet &candidates)
{
    if (!m_guards || candidates.fileSystems.empty())
        return nullptr;
    return m_guards->post(candidates, [notice = m_notice] { notice->give(); });
}

Result<qint64> LinuxFreezer::thaw()
{
    FrozenSet held;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(held, m_frozen);
    }
    ThawOutcome outcome = thawHeld(held, m_calls);
    // What is held is thawed, whatever becomes of the mount table.
    if (const auto mounts = m_mounts->read())
        outcome.count += thawOthers(surveyOf(*mounts), held, m_calls);
    keep(std::move(outcome.stuck), nullptr, {});
    if (outcome.error)
        return fail(*std::move(outcome.error));
    releaseGuards();
    logNotes();
    return outcome.count;
}

void LinuxFreezer::keep(FrozenSet frozen, Guard guard, const QList<QString> &notes)
{
    const std::lock_guard lock(m_mutex);
    for (HeldFileSystem &each : frozen.fileSystems)
        m_frozen.fileSystems.push_back(std::move(each));
    if (guard)
        m_posted.push_back(std::move(guard));
    m_notes.append(notes);
}

void LinuxFreezer::releaseGuards()
{
    std::vector<Guard> guards;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(guards, m_posted);
    }
    for (const Guard &guard : guards)
        guard->release();
}

void LinuxFreezer::forgetEndedGuards()
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_posted, [](const Guard &guard) { return guard->end().has_value(); });
}

Result<FreezePlan> LinuxFreezer::plan(const std::optional<QList<QString>> &mountpoints)
{
    return m_mounts->read().map([&](const QList<Mount> &mounts) {
        return planFreeze(mounts, surveyOf(mounts), m_exclusions, mountpoints);
    });
}

std::optional<FreezeEnd> LinuxFreezer::endedEarly()
{
    const std::lock_guard lock(m_mutex);
    for (const Guard &guard : m_posted) {
        if (const auto end = guard->end())
            return end;
    }
    return std::nullopt;
}

void LinuxFreezer::notifyEnd(std::function<void()> notify)
{
    const std::lock_guard lock(m_notice->mutex);
    m_notice->notify = std::move(notify);
}

void LinuxFreezer::logNotes()
{
    QList<QString> notes;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(notes, m_notes);
    }
    for (const QString &note : notes)
        qCInfo(lcFreeze).noquote() << note;
}

} // namespace ga
