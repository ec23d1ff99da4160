// SPDX-License-Identifier: Apache-2.0
// A folder with rights of its own.
#include "platform/windows/system/state_folder.h"

#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/private_folder.h"

#include <QDir>

namespace ga {

QString stateFolder()
{
    return programDataFolder() + QStringLiteral("/qemu-ga");
}

Result<Nothing> makeStateFolder()
{
    return makePrivateFolder(QDir::toNativeSeparators(stateFolder()));
}

void removeStateFolder()
{
    QDir folder(stateFolder());
    const QStringList files = folder.entryList(
        {QStringLiteral("qga.state*"), QStringLiteral("qemu-ga.pid"), QStringLiteral("audit.log*")},
        QDir::Files | QDir::Hidden);
    for (const QString &name : files)
        folder.remove(name);
    folder.rmdir(QStringLiteral("."));
}

} // namespace ga
