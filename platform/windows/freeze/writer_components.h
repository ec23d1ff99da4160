// SPDX-License-Identifier: Apache-2.0
// What VSS' writers offer for backup, and what went wrong with them.
#pragma once

#include "platform/windows/freeze/backup_components.h"

#include <windows.h>

#include <vsbackup.h>
#include <vss.h>
#include <vswriter.h>

#include <string>

namespace ga {

// A database, say, or the registry.
struct WriterComponent
{
    VSS_ID instance = {};
    VSS_ID writer = {};
    VSS_COMPONENT_TYPE type = VSS_CT_UNDEFINED;
    std::wstring path;
    std::wstring name;
};

// After GatherWriterMetadata: adds every component that can be chosen to the backup, and to
// `added`. A writer that can't tell what it has is left out.
HRESULT addWriterComponents(IVssBackupComponents &vss, QList<WriterComponent> &added);

void reportBackedUp(IVssBackupComponents &vss, const WriterComponent &component);

// After GatherWriterStatus. How many writers have told their state is counted in `count`.
QList<WriterFailure> readWriterFailures(IVssBackupComponents &vss, qint64 &count);

} // namespace ga
