// SPDX-License-Identifier: Apache-2.0
// The disks and file systems of a Windows guest. They keep no state: any thread may use them.
#pragma once

#include "platform/api/file_systems.h"

namespace ga {

class WindowsDisks : public Disks
{
public:
    Result<QList<DiskInfo>> list() override;
};

class WindowsFileSystems : public FileSystems
{
public:
    Result<QList<FileSystemInfo>> list() override;
};

} // namespace ga
