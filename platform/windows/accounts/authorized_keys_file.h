// SPDX-License-Identifier: Apache-2.0
// Where OpenSSH for Windows looks for a user's keys, and who may touch the file.
#pragma once

#include <QString>

namespace ga {

struct WindowsAccount
{
    QString name;
    QString sid;                // "S-1-5-21-...".
    bool administrator = false; // Of the group, also by way of other groups.
    QString profile;            // "C:\Users\anna"; empty where the user has never logged on.
};

// Rights are in the security descriptor definition language. sshd refuses a file that anybody else
// may write.
struct AuthorizedKeysFile
{
    QString base; // A directory that is there.
    QString folder;
    QString file;
    QString folderRights; // Of a folder that is made.
    QString fileRights;

    QString directory() const;
    QString path() const;
};

// Of the administrators all in one file in ProgramData (sshd_config: "Match Group administrators"),
// of others the one in their profile, which they may write as well.
AuthorizedKeysFile keyFileOf(const WindowsAccount &account, const QString &programData);

} // namespace ga
