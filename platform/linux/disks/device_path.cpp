// SPDX-License-Identifier: Apache-2.0
// The names are those of the kernel's bus drivers, unchanged since Linux 2.6.
#include "platform/linux/disks/device_path.h"

#include <QRegularExpression>

#include <algorithm>

namespace ga {

namespace {

using Match = QRegularExpressionMatch;

std::optional<Match> match(const DeviceLevel &level, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    const Match found = expression.match(QString::fromLatin1(level.name));
    return found.hasMatch() ? std::optional(found) : std::nullopt;
}

qint64 number(const Match &found, int group, int base)
{
    return found.captured(group).toLongLong(nullptr, base);
}

} // namespace

DevicePath::DevicePath(const QByteArray &root, const QByteArray &directory)
{
    const QByteArray top = root + "/devices";
    if (!directory.startsWith(top + '/'))
        return;
    QByteArray path = top;
    for (const QByteArray &name : directory.mid(top.size() + 1).split('/')) {
        path += '/' + name;
        m_levels.append({name, path});
    }
}

std::optional<DevicePath::PciFunction> DevicePath::pciFunction() const
{
    const QString pattern = QStringLiteral("([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])");
    for (auto level = m_levels.rbegin(); level != m_levels.rend(); ++level) {
        if (const auto found = match(*level, pattern)) {
            const PciAddress address{number(*found, 1, 16), number(*found, 2, 16),
                                     number(*found, 3, 16), number(*found, 4, 16)};
            return PciFunction{address, level->directory};
        }
    }
    return std::nullopt;
}

std::optional<ScsiPlace> DevicePath::scsiPlace() const
{
    for (const DeviceLevel &level : m_levels) {
        if (const auto found = match(level, QStringLiteral("\\d+:(\\d+):(\\d+):(\\d+)")))
            return ScsiPlace{number(*found, 1, 10), number(*found, 2, 10), number(*found, 3, 10)};
    }
    return std::nullopt;
}

// Below css0 a subchannel, and below that the device on it: css0/0.0.0002/0.0.0a01.
std::optional<CcwAddress> DevicePath::ccwAddress() const
{
    const QString pattern = QStringLiteral("([0-9a-f]+)\\.([0-9a-f]+)\\.([0-9a-f]{4})");
    if (m_levels.size() < 3 || !match(m_levels[0], QStringLiteral("css[0-9a-f]+")))
        return std::nullopt;
    const auto subchannel = match(m_levels[1], pattern);
    const auto device = match(m_levels[2], pattern);
    if (!subchannel || !device)
        return std::nullopt;
    return CcwAddress{number(*subchannel, 1, 16), number(*subchannel, 2, 16),
                      number(*subchannel, 3, 16), number(*device, 3, 16)};
}

bool DevicePath::isBelowVirtio() const
{
    return std::any_of(m_levels.begin(), m_levels.end(), [](const DeviceLevel &level) {
        return match(level, QStringLiteral("virtio\\d+")).has_value();
    });
}

std::optional<QByteArray> DevicePath::ataPort() const
{
    for (const DeviceLevel &level : m_levels) {
        if (match(level, QStringLiteral("ata\\d+")))
            return level.name;
    }
    return std::nullopt;
}

} // namespace ga
