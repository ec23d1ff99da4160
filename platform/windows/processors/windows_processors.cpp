// SPDX-License-Identifier: Apache-2.0
// Counts the processors anew each time: they can be plugged in while Windows runs.
#include "platform/windows/processors/windows_processors.h"

#include "platform/windows/system/windows_error.h"

#include <windows.h>

namespace ga {

Result<QList<LogicalProcessor>> WindowsProcessors::list()
{
    const DWORD count = ::GetActiveProcessorCount(ALL_PROCESSOR_GROUPS);
    if (count == 0)
        return failWindows(QStringLiteral("failed to get processor information"));
    QList<LogicalProcessor> processors;
    for (DWORD number = 0; number < count; ++number)
        processors.append({.logicalId = number, .online = true, .canOffline = false});
    return processors;
}

} // namespace ga
