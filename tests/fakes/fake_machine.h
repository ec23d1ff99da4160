// SPDX-License-Identifier: Apache-2.0
// A machine that a data file describes: its sysfs, its mounts, what udev knows, and the answers.
#pragma once

#include "platform/linux/disks/device_properties.h"
#include "platform/linux/disks/nvme_smart_page.h"
#include "platform/linux/mounts/local_file_systems.h"
#include "tests/fakes/sysfs_builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ga {

// Members of the file:
//   sysfs        path: content; "-> TARGET" for a link; a path that ends in a slash is a directory
//   udev         path: properties
//   mountinfo    lines
//   sources      of btrfs: path of a device: MAJOR:MINOR
//   health       device node: log page in base64
//   fsinfo, disks: what guest-get-fsinfo and guest-get-disks return, less what statvfs(3) tells
class FakeMachine
{
public:
    explicit FakeMachine(const QString &file)
    {
        QFile source(file);
        if (!source.open(QFile::ReadOnly))
            qFatal("can't read %s", qPrintable(file));
        m_description = QJsonDocument::fromJson(source.readAll()).object();
        buildSysfs();
    }

    QJsonArray expected(const char *answer) const
    {
        return m_description[QLatin1StringView(answer)].toArray();
    }
    SysfsTree sysfs() const { return SysfsTree(m_sysfs.root()); }

    std::shared_ptr<const MountTable> mounts() const
    {
        QByteArray text;
        for (const QJsonValue &line : m_description[u"mountinfo"].toArray())
            text += line.toString().toUtf8() + '\n';
        return std::make_shared<Mounts>(text);
    }

    std::shared_ptr<const DeviceProperties> properties() const
    {
        return std::make_shared<Properties>(m_sysfs.root(), m_description[u"udev"].toObject());
    }

    BlockDeviceLookup sources() const
    {
        return [sources = m_description[u"sources"].toObject()](const QByteArray &path) {
            return DeviceNumber::parse(sources[QString::fromUtf8(path)].toString().toLatin1());
        };
    }

    NvmeSmartReader health() const
    {
        return [health = m_description[u"health"].toObject()](
                   const QString &node) -> Result<QByteArray> {
            if (!health.contains(node))
                return fail(QStringLiteral("no health"));
            return QByteArray::fromBase64(health[node].toString().toLatin1());
        };
    }

private:
    struct Mounts : MountTable
    {
        explicit Mounts(QByteArray mountInfo)
            : text(std::move(mountInfo))
        {}
        Result<QList<Mount>> read() const override { return parseMountInfo(text); }
        QByteArray text;
    };

    struct Properties : DeviceProperties
    {
        Properties(QByteArray sysfsRoot, QJsonObject devices)
            : root(std::move(sysfsRoot))
            , known(std::move(devices))
        {}
        std::optional<QString> node(const QByteArray &directory) const override
        {
            return property(directory, "DEVNAME");
        }
        std::optional<QString> property(const QByteArray &directory,
                                        const char *name) const override
        {
            const QString path = QString::fromUtf8(directory.mid(root.size() + 1));
            const QJsonValue value = known[path].toObject()[QLatin1StringView(name)];
            return value.isString() ? std::optional(value.toString()) : std::nullopt;
        }
        QByteArray root;
        QJsonObject known;
    };

    void buildSysfs() const
    {
        const QJsonObject entries = m_description[u"sysfs"].toObject();
        const QString arrow = QStringLiteral("-> ");
        for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
            const QString content = entry.value().toString();
            if (entry.key().endsWith(u'/'))
                m_sysfs.directory(entry.key());
            else if (content.startsWith(arrow))
                m_sysfs.link(entry.key(), content.mid(arrow.size()));
            else
                m_sysfs.file(entry.key(), content.toUtf8() + '\n');
        }
    }

    SysfsBuilder m_sysfs;
    QJsonObject m_description;
};

} // namespace ga
