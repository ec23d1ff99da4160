// SPDX-License-Identifier: Apache-2.0
// PrivateMounts: file systems that a test makes and mounts below a directory of its own, and no
// others.
#pragma once

#include "platform/linux/mounts/mount_table.h"

#include <QProcess>

#include <memory>

namespace ga {

class PrivateMounts
{
public:
    // The tmpfs that run_in_private_mounts.sh made; the program ends where there is none.
    PrivateMounts();
    // Thaws and unmounts everything below it, and removes what lies there.
    ~PrivateMounts();

    QString directory() const { return m_directory; }
    QString path(const QString &name) const { return m_directory + QLatin1Char('/') + name; }

    // Makes a sparse file with a file system in it; returns its path. `holder` is a directory.
    QString makeImage(const QString &name, const QString &type, const QString &holder = {}) const;
    // Mounts an image at path(name), which is returned.
    QString mountImage(const QString &image, const QString &name,
                       const QString &options = QStringLiteral("loop")) const;
    // Both.
    QString makeMounted(const QString &name, const QString &type = QStringLiteral("ext4"),
                        const QString &holder = {}) const;
    QString makeDirectory(const QString &name) const;

    std::shared_ptr<const MountTable> table() const;

private:
    QString m_directory;
};

// The mounts below a directory. Whatever is frozen by this table is never the machine's own: the
// program ends where it would be.
std::shared_ptr<const MountTable> mountsBelow(const QString &directory);

// Runs a program to its end; the test program ends where it fails.
void run(const QString &program, const QStringList &arguments);

// Whether it ends well.
bool succeeds(const QString &program, const QStringList &arguments);

// A process that creates a file, which takes until the file system is thawed.
class Writer
{
public:
    explicit Writer(const QString &directory);
    ~Writer();

    // Stuck in the kernel: neither its end nor a signal is possible before the thaw.
    bool isBlocked() const;
    bool isFinished() const { return m_process.state() == QProcess::NotRunning; }
    bool hasSucceeded() const { return isFinished() && m_process.exitCode() == 0; }

private:
    QProcess m_process;
};

} // namespace ga
