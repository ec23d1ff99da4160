// SPDX-License-Identifier: Apache-2.0
// What udev knows about a block device.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ga {

class DeviceProperties
{
public:
    virtual ~DeviceProperties() = default;

    // `directory` is the device's in sysfs, symbolic links resolved.
    virtual std::optional<QString> node(const QByteArray &directory) const = 0; // /dev/sda
    // Of the database that udev's rules fill (udev(7)); nothing where udev does not run.
    virtual std::optional<QString> property(const QByteArray &directory,
                                            const char *name) const = 0;
};

// Asks libudev; may be used in any thread.
class UdevProperties : public DeviceProperties
{
public:
    std::optional<QString> node(const QByteArray &directory) const override;
    std::optional<QString> property(const QByteArray &directory, const char *name) const override;
};

} // namespace ga
