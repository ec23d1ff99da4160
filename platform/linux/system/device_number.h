// SPDX-License-Identifier: Apache-2.0
// DeviceNumber: what the kernel knows a block device or a mounted file system by.
#pragma once

#include <QByteArray>
#include <QHash>

#include <sys/sysmacros.h>
#include <sys/types.h>

#include <compare>
#include <optional>

namespace ga {

struct DeviceNumber
{
    // 0: no block device, the kernel made the number up (proc, tmpfs, btrfs, NFS).
    unsigned major = 0;
    unsigned minor = 0;

    static DeviceNumber of(dev_t device) { return {gnu_dev_major(device), gnu_dev_minor(device)}; }

    // Reads "MAJOR:MINOR", as sysfs and mountinfo write it.
    static std::optional<DeviceNumber> parse(const QByteArray &text)
    {
        const qsizetype colon = text.indexOf(':');
        bool majorIsNumber = false;
        bool minorIsNumber = false;
        const DeviceNumber number{text.first(qMax<qsizetype>(colon, 0)).toUInt(&majorIsNumber),
                                  text.mid(colon + 1).toUInt(&minorIsNumber)};
        return colon > 0 && majorIsNumber && minorIsNumber ? std::optional(number) : std::nullopt;
    }

    QByteArray text() const { return QByteArray::number(major) + ':' + QByteArray::number(minor); }

    friend auto operator<=>(const DeviceNumber &, const DeviceNumber &) = default;
    friend size_t qHash(const DeviceNumber &number, size_t seed = 0)
    {
        return qHashMulti(seed, number.major, number.minor);
    }
};

} // namespace ga
