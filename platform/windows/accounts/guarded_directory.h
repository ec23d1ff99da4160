// SPDX-License-Identifier: Apache-2.0
// GuardedDirectory: a directory that stays where it is while the agent works in it.
#pragma once

#include "platform/windows/accounts/authorized_keys_file.h"
#include "platform/windows/system/handle.h"
#include "protocol/result.h"

namespace ga {

// A user may turn a directory of their profile into a junction to anywhere, or a file into a link,
// while the agent, which may do everything, writes there. So nothing is followed: the directory is
// held open, which keeps it from being renamed; files are opened from its handle, and not by a
// path; and what is opened must, by the path that Windows tells of it, really lie in it.
class GuardedDirectory
{
public:
    // Error: the system's cause, with ERROR_FILE_NOT_FOUND or ERROR_PATH_NOT_FOUND as systemError
    // where it is missing; "it is a link".
    static Result<GuardedDirectory> open(const AuthorizedKeysFile &file);

    // As open(), and makes the folder where it is missing.
    static Result<GuardedDirectory> make(const AuthorizedKeysFile &file);

    // A file in it, which is there, or which is not and gets `rights`. Errors as above.
    Result<Handle> openFile(const QString &name, DWORD access) const;
    Result<Handle> makeFile(const QString &name, const QString &rights) const;

private:
    static Result<GuardedDirectory> openOrMake(const AuthorizedKeysFile &file, ULONG disposition,
                                               void *rights);
    Result<Handle> openOrMakeFile(const QString &name, DWORD access, ULONG disposition,
                                  void *rights) const;

    Handle m_directory;
    QString m_finalPath; // As Windows tells it.
};

} // namespace ga
