// SPDX-License-Identifier: Apache-2.0
// What is mounted, read from mountinfo.
#pragma once

#include "platform/linux/system/device_number.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>

namespace ga {

// One line of mountinfo (proc_pid_mountinfo(5)). Paths are bytes: the kernel promises no encoding.
struct Mount
{
    int id = 0;
    DeviceNumber device;   // Of the superblock, which all mounts of one file system share.
    QByteArray directory;  // The mount point, as its own mount namespace names it.
    QByteArray accessPath; // A path by which this process gets there.
    QByteArray type;
    QByteArray source;
    bool readOnly = false; // The file system is, not only this mount of it.
};

// Decodes the text of a mountinfo file; lines that make no sense are left out.
Result<QList<Mount>> parseMountInfo(const QByteArray &text);

// Where mounts are read from, in the order of mounting.
class MountTable
{
public:
    virtual ~MountTable() = default;

    virtual Result<QList<Mount>> read() const = 0;
};

// The mounts that this system lives by: those of PID 1, then those that only this process sees. A
// service manager may hide or replace mounts for its services (ProtectHome=, PrivateTmp=), but a
// freeze acts on the file system behind them all. Where this process's root directory is another
// file system than PID 1's, it is meant to be contained, and only its own mounts count.
class SystemMountTable : public MountTable
{
public:
    explicit SystemMountTable(QByteArray proc = QByteArrayLiteral("/proc"))
        : m_proc(std::move(proc))
    {}

    Result<QList<Mount>> read() const override;

private:
    QByteArray m_proc;
};

} // namespace ga
