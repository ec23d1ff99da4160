// SPDX-License-Identifier: Apache-2.0
// The order of a backup ("Overview of Processing a Backup Under VSS"), with the texts of qemu-ga.
#include "platform/windows/freeze/snapshot_run.h"

#include <QDeadlineTimer>
#include <QThread>

namespace ga {

namespace {

// VSS_VOLUME_SNAPSHOT_ATTRIBUTES, and VSS_CTX_APP_ROLLBACK.
constexpr qint32 persistent = 0x1;
constexpr qint32 noAutoRecovery = 0x2; // The snapshot is not to be written to after it was made.
constexpr qint32 noAutoRelease = 0x8;
constexpr qint32 transportable = 0x20; // Nor is it to be shown in this guest. Servers only.
constexpr qint32 txfRecovery = 0x2000000;
constexpr qint32 appRollback = persistent | noAutoRelease;
constexpr qint32 clientContext = appRollback | noAutoRecovery | txfRecovery;

QString text(const char *words)
{
    return QString(QLatin1StringView(words));
}

// Nothing is wrong with the others then. Nor is what nobody can open a file on, such as a partition
// of the firmware or for recovery, worth a freeze that fails.
bool isLeftOut(const Volume &volume, VssResult result)
{
    return result == vss_result::volumeNotSupported ||
           result == vss_result::volumeNotSupportedByProvider ||
           result == vss_result::objectNotFound || result == vss_result::nestedVolumeLimit ||
           result == vss_result::volumeNotLocal ||
           (hasFailed(result) && volume.mountpoints.isEmpty());
}

QString writersText(const QList<WriterFailure> &failures)
{
    QList<QString> texts;
    for (const WriterFailure &each : failures) {
        const QString phase = each.phase.isEmpty() ? QString() : text(" at ") + each.phase;
        texts.append(
            QStringLiteral("%1 failed%2 (%3)").arg(each.writer, phase, vssResultText(each.result)));
    }
    return texts.join(text(", "));
}

} // namespace

SnapshotRun::SnapshotRun(BackupComponents &components, FreezeSignals &signals, SnapshotTimes times)
    : m_components(components)
    , m_signals(signals)
    , m_times(times)
{}

Result<qint64> SnapshotRun::freeze(BackupType type, const QList<Volume> &volumes)
{
    Result<qint64> count = begin(type).and_then([&](Nothing) { return addVolumes(volumes); });
    if (count) {
        const auto held = prepare().and_then([&](Nothing) { return hold(); });
        if (!held)
            count = fail(held.error());
    }
    if (!count)
        takeBack();
    return count;
}

Result<Nothing> SnapshotRun::begin(BackupType type)
{
    VssResult result = m_components.initialize(type);
    if (hasFailed(result))
        return fail(vssError(text("failed to initialize for backup"), result));
    result = m_components.setContext(clientContext | transportable);
    if (result == vss_result::unsupportedContext)
        result = m_components.setContext(clientContext);
    if (hasFailed(result))
        return fail(vssError(text("failed to set backup context"), result));
    result = m_components.gatherWriters(m_times.writers);
    if (hasFailed(result))
        return fail(failure(text("failed to gather writer metadata"), result));
    QString set;
    result = m_components.startSnapshotSet(set);
    if (hasFailed(result))
        return fail(vssError(text("failed to start snapshot set"), result));
    return m_signals.open(set);
}

Result<qint64> SnapshotRun::addVolumes(const QList<Volume> &volumes)
{
    qint64 count = 0;
    QList<QString> leftOut;
    for (const Volume &volume : volumes) {
        const VssResult result = m_components.addVolume(volume.name);
        const QString failed =
            QStringLiteral("failed to add %1 to snapshot set").arg(volume.label());
        if (isLeftOut(volume, result))
            leftOut.append(QStringLiteral("%1: %2").arg(volume.label(), vssResultText(result)));
        else if (hasFailed(result))
            return fail(vssError(failed, result));
        else
            ++count;
    }
    if (count == 0)
        return fail(text("no volume can be frozen: ") + leftOut.join(text("; ")));
    for (const QString &each : leftOut)
        m_notes.append(text("left out of the freeze: ") + each);
    return count;
}

Result<Nothing> SnapshotRun::prepare()
{
    const VssResult result = m_components.prepare(m_times.writers);
    if (hasFailed(result))
        return fail(failure(text("failed to prepare for backup"), result));
    noteWriters();
    return Nothing{};
}

// VSS calls the provider in CommitSnapshots once writers and file systems hold still.
Result<Nothing> SnapshotRun::hold()
{
    const VssResult started = m_components.startSnapshot();
    if (hasFailed(started))
        return fail(failure(text("failed to do snapshot set"), started));
    const QDeadlineTimer deadline(m_times.writers);
    while (!m_signals.waitForFrozen(m_times.look)) {
        if (const auto ended = m_components.snapshotResult()) {
            return fail(hasFailed(*ended)
                            ? failure(text("failed to do snapshot set"), *ended)
                            : vssError(text("DoSnapshotSet exited without Frozen event"), *ended));
        }
        if (deadline.hasExpired()) {
            return fail(failure(text("timeout when try to receive Frozen event from VSS provider"),
                                vss_result::timeout));
        }
    }
    return Nothing{};
}

bool SnapshotRun::isHeld()
{
    return !m_signals.isReleased() && !m_components.snapshotResult();
}

std::optional<Error> SnapshotRun::finish()
{
    // First of all; and only after it whether the provider had waited long enough for it.
    m_signals.thaw();
    const auto result = waitForSnapshot();
    const bool wasReleased = m_signals.isReleased();
    // Before anything that waits for writers: for as long as they are open, the provider offers
    // itself for the snapshots of other programs.
    m_signals.close();
    auto lapse = judge(result, wasReleased);
    if (lapse) {
        m_components.abort();
        return lapse;
    }
    const VssResult completed = m_components.complete(m_times.writers, noteWriters());
    if (hasFailed(completed))
        return failure(text("failed to complete backup"), completed);
    return std::nullopt;
}

std::optional<VssResult> SnapshotRun::waitForSnapshot()
{
    const QDeadlineTimer deadline(m_times.writers);
    while (!deadline.hasExpired()) {
        if (const auto result = m_components.snapshotResult())
            return result;
        QThread::msleep(quint64(m_times.look.count()));
    }
    m_components.cancelSnapshot();
    return std::nullopt;
}

std::optional<Error> SnapshotRun::judge(std::optional<VssResult> result, bool wasReleased)
{
    if (wasReleased || result == vss_result::holdWritesTimeout) {
        return vssError(text("couldn't hold writes: fsfreeze is limited up to 10 seconds"),
                        vss_result::holdWritesTimeout);
    }
    if (!result)
        return failure(text("failed to do snapshot set"), vss_result::timeout);

    // The provider has no snapshot to show; that was the host's to make, and writes were held.
    if (!hasFailed(*result) || *result == vss_result::objectNotFound)
        return std::nullopt;
    if (*result == vss_result::unexpectedProviderError)
        return vssError(text("unexpected error in VSS provider"), *result);
    return failure(text("failed to do snapshot set"), *result);
}

// With the writers that are to blame.
Error SnapshotRun::failure(const QString &what, VssResult result)
{
    Error error = vssError(what, result);
    const QString writers = writersText(m_components.writerFailures(m_times.writers));
    if (!writers.isEmpty())
        error.description += text("; ") + writers;
    return error;
}

// A writer that fails need not end the snapshot: what it has is then in it as after a crash.
QList<WriterFailure> SnapshotRun::noteWriters()
{
    const QList<WriterFailure> failed = m_components.writerFailures(m_times.writers);
    QList<WriterFailure> unnoted;
    for (const WriterFailure &each : failed) {
        if (!m_notedWriters.contains(each.instance))
            unnoted.append(each);
        m_notedWriters.insert(each.instance);
    }
    if (!unnoted.isEmpty())
        m_notes.append(text("frozen without some writers: ") + writersText(unnoted));
    return failed;
}

// A provider that waits finds that the thaw is wanted; one that VSS calls later, that nobody
// freezes.
void SnapshotRun::takeBack()
{
    m_signals.thaw();
    m_components.cancelSnapshot();
    m_signals.close();
    m_components.abort();
}

} // namespace ga
