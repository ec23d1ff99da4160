// SPDX-License-Identifier: Apache-2.0
// A folder with rights of its own.
#include "platform/windows/system/state_folder.h"

#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDir>

namespace ga {

QString stateFolder()
{
    return programDataFolder() + QStringLiteral("/qemu-ga");
}

Result<Nothing> makeStateFolder()
{
    const QString folder = QDir::toNativeSeparators(stateFolder());
    const QString failure = QStringLiteral("can't make %1").arg(folder);
    const auto access = SecurityDescriptor::systemAndAdministrators();
    if (!access)
        return fail(failure + QStringLiteral(": ") + access.error().description);
    SECURITY_ATTRIBUTES attributes = access->attributes();
    if (!::CreateDirectoryW(wide(folder), &attributes) && ::GetLastError() != ERROR_ALREADY_EXISTS)
        return failWindows(failure);
    return Nothing{};
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
