// SPDX-License-Identifier: Apache-2.0
// VssBackupComponents: the real VSS.
#pragma once

#include "platform/windows/freeze/backup_components.h"
#include "platform/windows/system/security_descriptor.h"

#include <memory>

namespace ga {

// To be called in the thread that uses it, which has COM from then on as long as this lives.
std::unique_ptr<BackupComponents> createVssBackupComponents();

// What state the writers are in, without a backup: how many there are, and which have failed. Waits
// up to twice `patience`; Windows starts its VSS service for it.
VssResult surveyWriters(std::chrono::milliseconds patience, qint64 &count,
                        QList<WriterFailure> &failures);

// Before anything else in the process uses COM: who may call it back. By default the writers that
// run as a service account may not, and complain in the Event Log (8194). Is done once; a later
// call returns the same HRESULT. surveyWriters() calls it.
VssResult allowWritersToCall();

// What that is done with, in the form that CoInitializeSecurity() documents: absolute, with owner
// and group.
Result<SecurityDescriptor> writersAccess();

} // namespace ga
