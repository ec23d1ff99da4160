// SPDX-License-Identifier: Apache-2.0
// What can't be read counts as not there: devices come and go while their directories are walked.
#include "platform/linux/system/sysfs_tree.h"

#include "platform/linux/system/text_file.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <dirent.h>
#include <memory>
#include <unistd.h>

namespace ga {

QByteArray SysfsTree::directoryOf(DeviceNumber blockDevice) const
{
    return resolve(m_root + "/dev/block/" + blockDevice.text());
}

QByteArray SysfsTree::resolve(const QByteArray &path)
{
    char resolved[PATH_MAX];
    return ::realpath(path.constData(), resolved) ? QByteArray(resolved) : QByteArray();
}

QByteArray SysfsTree::linkName(const QByteArray &path)
{
    char target[PATH_MAX];
    const ssize_t size = ::readlink(path.constData(), target, sizeof target);
    return baseName(QByteArray(target, qMax<ssize_t>(size, 0)));
}

bool SysfsTree::exists(const QByteArray &path)
{
    return ::access(path.constData(), F_OK) == 0;
}

std::optional<QByteArray> SysfsTree::attribute(const QByteArray &path)
{
    const auto text = readTextFile(path);
    return text ? std::optional(text->trimmed()) : std::nullopt;
}

std::optional<DeviceNumber> SysfsTree::deviceNumberOf(const QByteArray &directory)
{
    return DeviceNumber::parse(attribute(directory + "/dev").value_or(QByteArray()));
}

QList<QByteArray> SysfsTree::entries(const QByteArray &directory)
{
    struct Close
    {
        void operator()(DIR *stream) const { ::closedir(stream); }
    };
    QList<QByteArray> names;
    const std::unique_ptr<DIR, Close> stream(::opendir(directory.constData()));
    while (const dirent *entry = stream ? ::readdir(stream.get()) : nullptr) {
        const QByteArray name = entry->d_name;
        if (name != "." && name != "..")
            names.append(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

QByteArray baseName(const QByteArray &path)
{
    return path.mid(path.lastIndexOf('/') + 1);
}

} // namespace ga
