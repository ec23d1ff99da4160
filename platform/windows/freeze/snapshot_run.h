// SPDX-License-Identifier: Apache-2.0
// SnapshotRun: one freeze, as a backup whose snapshot the host makes.
#pragma once

#include "platform/windows/freeze/backup_components.h"
#include "platform/windows/freeze/freeze_signals.h"
#include "platform/windows/freeze/volume_selection.h"

#include <QSet>

namespace ga {

struct SnapshotTimes
{
    // Of each wait for writers; they have 60 s between VSS' Freeze and Thaw.
    std::chrono::milliseconds writers = std::chrono::seconds(60);
    std::chrono::milliseconds look = std::chrono::milliseconds(20); // Between two looks.
};

// In one thread, as its parts.
class SnapshotRun
{
public:
    SnapshotRun(BackupComponents &components, FreezeSignals &signals, SnapshotTimes times);

    // Returns how many volumes are held. What VSS doesn't support is left out, with a note;
    // without any other it is the error. On an error all is taken back.
    Result<qint64> freeze(BackupType type, const QList<Volume> &volumes);

    // False once Windows or the provider lets writers go on.
    bool isHeld();

    // Lets writers go on and ends the backup. Why the freeze can't be relied on, if it can't.
    std::optional<Error> finish();

    const QList<QString> &notes() const { return m_notes; } // For the log.

private:
    Result<Nothing> begin(BackupType type);
    Result<qint64> addVolumes(const QList<Volume> &volumes);
    Result<Nothing> prepare();
    Result<Nothing> hold();
    Error failure(const QString &text, VssResult result);
    void takeBack();
    std::optional<VssResult> waitForSnapshot();
    std::optional<Error> judge(std::optional<VssResult> result, bool wasReleased);
    QList<WriterFailure> noteWriters(); // All that have failed by now.

    BackupComponents &m_components;
    FreezeSignals &m_signals;
    const SnapshotTimes m_times;
    QList<QString> m_notes;
    QSet<QString> m_notedWriters; // Their instances.
};

} // namespace ga
