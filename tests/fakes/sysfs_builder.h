// SPDX-License-Identifier: Apache-2.0
// A sysfs that a test lays out in a temporary directory.
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace ga {

class SysfsBuilder
{
public:
    QByteArray root() const { return QFile::encodeName(m_directory.path()); }

    void file(const QString &path, const QByteArray &content) const
    {
        QFile file(prepared(path));
        if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
            qFatal("can't write %s", qPrintable(file.fileName()));
    }

    void link(const QString &path, const QString &target) const
    {
        if (!QFile::link(target, prepared(path)))
            qFatal("can't link %s", qPrintable(path));
    }

    void directory(const QString &path) const { QDir(m_directory.path()).mkpath(path); }

    // A block device below devices/virtual/block (or `under`), known by its number and its name.
    void blockDevice(const QString &name, const QByteArray &number,
                     const QString &under = QStringLiteral("devices/virtual/block")) const
    {
        const QString path = under + QLatin1Char('/') + name;
        file(path + QStringLiteral("/dev"), number + '\n');
        link(QStringLiteral("dev/block/") + QString::fromLatin1(number),
             QStringLiteral("../../") + path);
    }

private:
    QString prepared(const QString &path) const
    {
        const QString whole = m_directory.filePath(path);
        QDir().mkpath(QFileInfo(whole).path());
        return whole;
    }

    QTemporaryDir m_directory;
};

} // namespace ga
