// SPDX-License-Identifier: Apache-2.0
// Keeps what was frozen, with its descriptors, from the freeze to the thaw.
#include "platform/linux/freeze/linux_freezer.h"

#include "platform/linux/freeze/freeze_operation.h"
#include "platform/linux/freeze/thaw_operation.h"

#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

// The order of mounting, as far as the order of freezing tells.
QList<LocalFileSystem> lastFrozenFirst(const FrozenSet &set)
{
    QList<LocalFileSystem> fileSystems;
    for (auto held = set.fileSystems.rbegin(); held != set.fileSystems.rend(); ++held)
        fileSystems.append(held->fileSystem);
    return fileSystems;
}

} // namespace

LinuxFreezer::LinuxFreezer(std::shared_ptr<const MountTable> mounts, SysfsTree sysfs,
                           FreezeExclusions exclusions, std::unique_ptr<Superblocks> superblocks)
    : m_mounts(std::move(mounts))
    , m_sysfs(std::move(sysfs))
    , m_exclusions(std::move(exclusions))
    , m_superblocks(std::move(superblocks))
{}

Result<qint64> LinuxFreezer::freeze(const std::optional<QList<QString>> &mountpoints)
{
    const auto mounts = m_mounts->read();
    if (!mounts)
        return fail(mounts.error());
    const Survey survey = Survey::of(*mounts, m_sysfs);
    FreezeOperation operation(survey, m_exclusions, *m_superblocks);
    auto frozen = operation.prepare(mountpoints).and_then([&](FrozenSet candidates) {
        return operation.carryOut(std::move(candidates));
    });
    if (!frozen)
        return fail(std::move(frozen).error());
    const qint64 count = qint64(frozen->fileSystems.size());
    keep(*std::move(frozen), operation.notes());
    return count;
}

Result<qint64> LinuxFreezer::thaw()
{
    FrozenSet held;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(held, m_frozen);
    }
    // What is held is thawed even where it was unmounted, or the mount table can't be read.
    const Survey survey =
        Survey::of(m_mounts->read().value_or(QList<Mount>()), m_sysfs, lastFrozenFirst(held));
    ThawOutcome outcome = thawAll(survey, std::move(held), *m_superblocks);
    keep(std::move(outcome.stuck), {});
    if (outcome.error)
        return fail(*std::move(outcome.error));
    logNotes();
    return outcome.count;
}

void LinuxFreezer::keep(FrozenSet frozen, const QList<QString> &notes)
{
    const std::lock_guard lock(m_mutex);
    for (HeldFileSystem &each : frozen.fileSystems)
        m_frozen.fileSystems.push_back(std::move(each));
    m_notes.append(notes);
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
