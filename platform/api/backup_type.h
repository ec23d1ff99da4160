// SPDX-License-Identifier: Apache-2.0
// BackupType: what Windows' VSS tells the applications of the kind of backup that a freeze is for.
#pragma once

namespace ga {

// VSS_BACKUP_TYPE (vss.h). All but Copy change what the applications note of backups: Full lets
// SQL Server and Exchange cut their logs, and breaks the chain of another product's backups.
enum class BackupType { Copy, Full, Incremental, Differential, Log };

} // namespace ga
