// SPDX-License-Identifier: Apache-2.0
// Nothing here waits for a file system that is frozen: that is what the order and the search for
// frozen bases are for.
#include "platform/linux/freeze/freeze_operation.h"

#include "platform/linux/freeze/freeze_selection.h"
#include "platform/linux/mounts/mount_access.h"

#include <QFile>
#include <QThreadPool>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>

namespace ga {

namespace {

constexpr int flushesSideBySide = 16;

QString nameOf(const LocalFileSystem &fileSystem)
{
    return QFile::decodeName(fileSystem.directory);
}

bool canNotBeFrozen(int error)
{
    return error == EOPNOTSUPP || error == ENOTTY;
}

} // namespace

QList<qsizetype> FreezeOperation::select(const std::optional<QList<QString>> &mountpoints) const
{
    QList<qsizetype> selected;
    for (const qsizetype index : m_survey.freezeOrder()) {
        const LocalFileSystem &fileSystem = m_survey.fileSystems[index];
        if (isNamed(fileSystem, mountpoints) && !isExcluded(fileSystem, m_exclusions))
            selected.append(index);
    }
    return selected;
}

bool FreezeOperation::waitsFor(const LocalFileSystem &fileSystem,
                               const QSet<DeviceNumber> &frozen) const
{
    return !fileSystem.readOnly && !frozen.isEmpty() &&
           m_survey.graph.below(fileSystem.device).intersects(frozen);
}

// Linux tells whether a file system is frozen only by refusing to freeze it again.
bool FreezeOperation::isFrozen(const LocalFileSystem &fileSystem)
{
    const auto directory = openFileSystem(fileSystem, O_RDONLY);
    if (!directory)
        return false;
    const int error = m_superblocks.freeze(directory->number());
    if (error == 0)
        m_superblocks.thaw(directory->number());
    return error == EBUSY;
}

// Only those are tried that a selected one lies on (by a loop device), from the lowest up.
QSet<DeviceNumber> FreezeOperation::findFrozenBases(const QList<qsizetype> &selected)
{
    QSet<DeviceNumber> bases;
    for (const qsizetype index : selected) {
        if (!m_survey.fileSystems[index].readOnly)
            bases.unite(m_survey.graph.below(m_survey.fileSystems[index].device));
    }
    QSet<DeviceNumber> frozen;
    const QList<qsizetype> order = m_survey.freezeOrder();
    for (auto index = order.rbegin(); index != order.rend(); ++index) {
        const LocalFileSystem &fileSystem = m_survey.fileSystems[*index];
        if (bases.contains(fileSystem.device) && !waitsFor(fileSystem, frozen) &&
            isFrozen(fileSystem))
            frozen.insert(fileSystem.device);
    }
    return frozen;
}

Result<FrozenSet> FreezeOperation::prepare(const std::optional<QList<QString>> &mountpoints)
{
    FrozenSet candidates;
    const QList<qsizetype> selected = select(mountpoints);
    const QSet<DeviceNumber> frozen = findFrozenBases(selected);
    for (const qsizetype index : selected) {
        const LocalFileSystem &fileSystem = m_survey.fileSystems[index];
        if (waitsFor(fileSystem, frozen)) {
            m_notes.append(
                QStringLiteral("%1 was passed by: it lies on a file system that was frozen before")
                    .arg(nameOf(fileSystem)));
            continue;
        }
        auto directory = openFileSystem(fileSystem, O_RDONLY);
        if (directory)
            candidates.fileSystems.push_back({fileSystem, *std::move(directory)});
        else if (directory.error().systemError != 0)
            return failSystem(QStringLiteral("failed to open %1").arg(nameOf(fileSystem)),
                              directory.error().systemError);
        else
            m_notes.append(
                QStringLiteral("%1 was passed by: another file system is mounted over it")
                    .arg(nameOf(fileSystem)));
    }
    return candidates;
}

void FreezeOperation::flush(const FrozenSet &set)
{
    QThreadPool pool;
    pool.setMaxThreadCount(flushesSideBySide);
    for (const HeldFileSystem &held : set.fileSystems) {
        // Its failure is no reason not to freeze: FIFREEZE flushes again, and reports.
        pool.start([this, &held] { m_superblocks.flush(held.directory.number()); });
    }
    pool.waitForDone();
}

Result<FrozenSet> FreezeOperation::carryOut(FrozenSet candidates)
{
    FrozenSet frozen;
    for (HeldFileSystem &held : candidates.fileSystems) {
        const int error = m_superblocks.freeze(held.directory.number());
        const QString name = nameOf(held.fileSystem);
        if (error == 0) {
            frozen.fileSystems.push_back(std::move(held));
        } else if (error == EBUSY || canNotBeFrozen(error)) {
            m_notes.append((error == EBUSY
                                ? QStringLiteral("%1 was passed by: it was frozen before")
                                : QStringLiteral("%1 was passed by: its type can't be frozen"))
                               .arg(name));
        } else {
            rollBack(frozen);
            return failSystem(QStringLiteral("failed to freeze %1").arg(name), error);
        }
    }
    return frozen;
}

void FreezeOperation::rollBack(const FrozenSet &frozen)
{
    for (auto held = frozen.fileSystems.rbegin(); held != frozen.fileSystems.rend(); ++held)
        m_superblocks.thaw(held->directory.number());
}

} // namespace ga
