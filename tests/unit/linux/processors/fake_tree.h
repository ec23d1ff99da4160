// SPDX-License-Identifier: Apache-2.0
// A tree of small files in a temporary directory, in the place of sysfs.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

class FakeTree
{
public:
    QByteArray path() const { return m_directory.path().toLocal8Bit(); }

    void addDirectory(const char *name) const
    {
        QDir(m_directory.path()).mkpath(QString::fromLatin1(name));
    }

    // `name` with its directories.
    void write(const char *name, const QByteArray &content) const
    {
        const QString file = m_directory.filePath(QString::fromLatin1(name));
        QDir().mkpath(QFileInfo(file).path());
        QFile handle(file);
        if (!handle.open(QIODevice::WriteOnly) || handle.write(content) != content.size())
            qFatal("can't write %s", qPrintable(file));
    }

    QByteArray read(const char *name) const
    {
        QFile handle(m_directory.filePath(QString::fromLatin1(name)));
        return handle.open(QIODevice::ReadOnly) ? handle.readAll() : QByteArray();
    }

    // Replaces the file by a link to `target`.
    void link(const char *name, const char *target) const
    {
        const QString file = m_directory.filePath(QString::fromLatin1(name));
        QFile::remove(file);
        if (!QFile::link(QString::fromLatin1(target), file))
            qFatal("can't link %s", qPrintable(file));
    }

private:
    QTemporaryDir m_directory;
};
