// SPDX-License-Identifier: Apache-2.0
// Where OpenSSH for Windows looks for a user's keys, and who may touch the file.
#include "platform/windows/accounts/authorized_keys_file.h"

namespace ga {

QString AuthorizedKeysFile::directory() const
{
    return base + u'\\' + folder;
}

QString AuthorizedKeysFile::path() const
{
    return directory() + u'\\' + file;
}

AuthorizedKeysFile keyFileOf(const WindowsAccount &account, const QString &programData)
{
    // Nothing is inherited (P); full access (FA) for SYSTEM (SY) and the administrators (BA).
    const QString fileRights = QStringLiteral("D:P(A;;FA;;;SY)(A;;FA;;;BA)");
    const QString folderRights = QStringLiteral("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
    if (account.administrator) {
        // The rest of OpenSSH's configuration lies there, which users (AU) may read.
        return {.base = programData,
                .folder = QStringLiteral("ssh"),
                .file = QStringLiteral("administrators_authorized_keys"),
                .folderRights = folderRights + QStringLiteral("(A;OICI;FRFX;;;AU)"),
                .fileRights = fileRights};
    }
    return {.base = account.profile,
            .folder = QStringLiteral(".ssh"),
            .file = QStringLiteral("authorized_keys"),
            .folderRights = folderRights + QStringLiteral("(A;OICI;FA;;;%1)").arg(account.sid),
            .fileRights = fileRights + QStringLiteral("(A;;FA;;;%1)").arg(account.sid)};
}

} // namespace ga
