// SPDX-License-Identifier: Apache-2.0
// Files of the guest, opened for the host.
#pragma once

#include "commands/files/files_types.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace ga {

// One open file. Closed by close(), whose error counts, or by its destructor.
class GuestFile
{
public:
    struct Chunk
    {
        QByteArray bytes;
        bool eof = false; // The end was met, although bytes may have been read before it.
    };

    virtual ~GuestFile() = default;

    virtual Result<Chunk> read(qint64 count) = 0;
    virtual Result<qint64> write(QByteArrayView bytes) = 0;
    virtual Result<qint64> seek(qint64 offset, Whence whence) = 0; // The new position, in bytes from the start.
    virtual Result<Nothing> flush() = 0;
    virtual Result<Nothing> close() = 0;
};

class Files
{
public:
    virtual ~Files() = default;

    // `mode` is that of fopen(3). Errors: "invalid file open mode 'M'", "failed to open file 'P' (mode: 'M'): ...".
    virtual Result<std::unique_ptr<GuestFile>> open(const QString &path, const QString &mode) = 0;

    // As open(), but nothing that isn't beneath one of the absolute `directories`: no link is
    // followed out of them, also not one that appears in between. nullptr where `path` leads
    // elsewhere. A system that can't hold to that refuses.
    virtual Result<std::unique_ptr<GuestFile>> openBeneath(const QString &, const QString &,
                                                           const QList<QString> &)
    {
        return fail(QStringLiteral("this system can't hold files to directories"));
    }
};

} // namespace ga
