// SPDX-License-Identifier: Apache-2.0
// BackupComponents: VSS as a backup program sees it (IVssBackupComponents), in the words of Qt.
#pragma once

#include "platform/api/backup_type.h"
#include "platform/windows/freeze/vss_error.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace ga {

// What has gone wrong with one writer: an application that VSS has asked to hold still.
struct WriterFailure
{
    QString writer; // "SqlServerWriter".
    QString phase;  // "freeze"; empty where it is not known.
    VssResult result = 0;
    QString instance = {}; // Its id, as StringFromGUID2 writes it: several may have one name.
};

// One backup, in the order of the functions. Made, used and destroyed in one thread. What waits
// for writers waits until `patience` is over, and its result is vss_result::timeout then.
class BackupComponents
{
public:
    virtual ~BackupComponents() = default;

    virtual VssResult initialize(BackupType type) = 0;
    virtual VssResult setContext(qint32 context) = 0; // VSS_VOLUME_SNAPSHOT_ATTRIBUTES.

    // Asks the writers what they have, and takes all of it that can be chosen.
    virtual VssResult gatherWriters(std::chrono::milliseconds patience) = 0;

    // `set` becomes the new set's id, as StringFromGUID2 writes it.
    virtual VssResult startSnapshotSet(QString &set) = 0;
    virtual VssResult addVolume(const QString &name) = 0; // With the agent's own provider.
    virtual VssResult prepare(std::chrono::milliseconds patience) = 0;

    // DoSnapshotSet goes on in the background; nothing until it is over. cancelSnapshot() asks it
    // to be.
    virtual VssResult startSnapshot() = 0;
    virtual std::optional<VssResult> snapshotResult() = 0;
    virtual void cancelSnapshot() = 0;

    // One of them ends the backup. Writers are told that what they have was backed up by the first,
    // less those of `failed`; that it was not by the other.
    virtual VssResult complete(std::chrono::milliseconds patience,
                               const QList<WriterFailure> &failed) = 0;
    virtual void abort() = 0;

    virtual QList<WriterFailure> writerFailures(std::chrono::milliseconds patience) = 0;
};

} // namespace ga
