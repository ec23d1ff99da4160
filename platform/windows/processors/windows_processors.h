// SPDX-License-Identifier: Apache-2.0
// WindowsProcessors: the logical processors of all processor groups.
#pragma once

#include "platform/api/processors.h"

namespace ga {

class WindowsProcessors : public Processors
{
public:
    // Those that are active, numbered from 0 through all groups (a group has 64 at most): Windows
    // takes none off line.
    Result<QList<LogicalProcessor>> list() override;
};

} // namespace ga
