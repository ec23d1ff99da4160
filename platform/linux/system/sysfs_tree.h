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

    // All paths below are as the functions here return them, or relative to nothing but root().
    static QByteArray resolve(const QByteArray &path); // realpath(3); empty where it leads nowhere.
    static bool exists(const QByteArray &path);
    static std::optional<QByteArray>
    attribute(const QByteArray &path); // Without white space around it.
    static std::optional<DeviceNumber> deviceNumberOf(const QByteArray &directory);
    static QList<QByteArray>
    entries(const QByteArray &directory); // Names, sorted; none where it can't be read.

private:
    QByteArray m_root;
};

// The part after the last slash.
QByteArray baseName(const QByteArray &path);

} // namespace ga
