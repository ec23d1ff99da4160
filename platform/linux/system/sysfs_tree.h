// SPDX-License-Identifier: Apache-2.0
// SysfsTree: reads a sysfs, the system's or one that a test laid out in a directory.
#pragma once

#include "platform/linux/system/device_number.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace ga {

class SysfsTree
{
public:
    explicit SysfsTree(QByteArray root = QByteArrayLiteral("/sys"))
        : m_root(std::move(root))
    {}

    const QByteArray &root() const { return m_root; }

    // The directory of a block device, symbolic links resolved; empty where sysfs does not know it.
    QByteArray directoryOf(DeviceNumber blockDevice) const;

    // Whole paths are given and returned below.

    // realpath(3); empty where it leads nowhere.
    static QByteArray resolve(const QByteArray &path);
    // The last part of what a symbolic link points at, which need not exist; empty where it is
    // none.
    static QByteArray linkName(const QByteArray &path);
    static bool exists(const QByteArray &path);
    // Without white space around it.
    static std::optional<QByteArray> attribute(const QByteArray &path);
    static std::optional<DeviceNumber> deviceNumberOf(const QByteArray &directory);
    // Names, sorted; none where the directory can't be read.
    static QList<QByteArray> entries(const QByteArray &directory);

private:
    QByteArray m_root;
};

// The part after the last slash.
QByteArray baseName(const QByteArray &path);

} // namespace ga
