// SPDX-License-Identifier: Apache-2.0
// Takes the same decisions as FreezeOperation, with their reasons.
#include "platform/linux/freeze/freeze_plan.h"

#include "platform/linux/freeze/freeze_selection.h"
#include "platform/linux/mounts/mount_access.h"

#include <QFile>
#include <QSet>

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ga {

namespace {

// Nothing of them is ever on a disk.
constexpr std::array kernelTypes{"autofs",   "binfmt_misc", "bpf",        "cgroup",    "cgroup2",
                                 "configfs", "debugfs",     "devpts",     "devtmpfs",  "efivarfs",
                                 "fusectl",  "hugetlbfs",   "mqueue",     "nsfs",      "proc",
                                 "pstore",   "rpc_pipefs",  "securityfs", "selinuxfs", "smackfs",
                                 "sysfs",    "tracefs"};

PlannedFileSystem described(const QByteArray &directory, const QByteArray &type,
                            const QByteArray &source, const QString &reason)
{
    return {QFile::decodeName(directory), QFile::decodeName(type), QFile::decodeName(source),
            reason};
}

// Empty: it would be frozen.
QString reasonToLeaveOut(const LocalFileSystem &fileSystem, const FreezeExclusions &exclusions,
                         const std::optional<QList<QString>> &mountpoints)
{
    if (!isNamed(fileSystem, mountpoints))
        return QStringLiteral("not asked for");
    if (isExcluded(fileSystem, exclusions))
        return QStringLiteral("excluded by the configuration");
    if (isServedByAProgram(fileSystem))
        return QStringLiteral("a program serves it (FUSE): it can't be frozen");
    const auto opened = openFileSystem(fileSystem, O_RDONLY);
    if (opened)
        return {};
    if (opened.error().systemError == 0)
        return QStringLiteral("another file system is mounted over it");
    return QStringLiteral("it can't be opened, which fails the freeze: %1")
        .arg(QString::fromLocal8Bit(std::strerror(opened.error().systemError)));
}

bool isLocal(const Mount &mount, const Survey &survey)
{
    return std::any_of(survey.fileSystems.begin(), survey.fileSystems.end(),
                       [&](const LocalFileSystem &each) {
                           return std::any_of(each.mounts.begin(), each.mounts.end(),
                                              [&](const Mount &own) { return own.id == mount.id; });
                       });
}

bool isOfTheKernel(const Mount &mount)
{
    return std::find(kernelTypes.begin(), kernelTypes.end(), mount.type) != kernelTypes.end();
}

} // namespace

FreezePlan planFreeze(const QList<Mount> &mounts, const Survey &survey,
                      const FreezeExclusions &exclusions,
                      const std::optional<QList<QString>> &mountpoints)
{
    FreezePlan plan;
    for (const qsizetype index : survey.freezeOrder()) {
        const LocalFileSystem &each = survey.fileSystems[index];
        const QString reason = reasonToLeaveOut(each, exclusions, mountpoints);
        (reason.isEmpty() ? plan.frozen : plan.leftOut)
            .append(described(each.directory, each.type, each.source, reason));
    }
    QSet<DeviceNumber> seen;
    for (const Mount &mount : mounts) {
        if (isOfTheKernel(mount) || isLocal(mount, survey) || seen.contains(mount.device))
            continue;
        seen.insert(mount.device);
        plan.leftOut.append(described(mount.directory, mount.type, mount.source,
                                      QStringLiteral("it lies on no block device of this guest")));
    }
    return plan;
}

} // namespace ga
