// SPDX-License-Identifier: Apache-2.0
// A context for each question: libudev's are for one thread only, and cost nothing.
#include "platform/linux/disks/device_properties.h"

#include <QFile>

#include <libudev.h>

#include <memory>

namespace ga {

namespace {

struct Release
{
    void operator()(udev *context) const { udev_unref(context); }
    void operator()(udev_device *device) const { udev_device_unref(device); }
};

template <typename Ask>
std::optional<QString> ask(const QByteArray &directory, const Ask &question)
{
    const std::unique_ptr<udev, Release> context(udev_new());
    if (!context)
        return std::nullopt;
    const std::unique_ptr<udev_device, Release> device(
        udev_device_new_from_syspath(context.get(), directory.constData()));
    const char *answer = device ? question(device.get()) : nullptr;
    return answer ? std::optional(QFile::decodeName(answer)) : std::nullopt;
}

} // namespace

std::optional<QString> UdevProperties::node(const QByteArray &directory) const
{
    return ask(directory, [](udev_device *device) { return udev_device_get_devnode(device); });
}

std::optional<QString> UdevProperties::property(const QByteArray &directory, const char *name) const
{
    return ask(directory,
               [&](udev_device *device) { return udev_device_get_property_value(device, name); });
}

} // namespace ga
