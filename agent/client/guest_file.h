// SPDX-License-Identifier: Apache-2.0
// GuestFile: an open file in the guest.
#pragma once

#include "client/guest_client.h"

namespace ga {

// Closed in the guest when it is destroyed, where the agent can still be reached. Reads and writes
// may be asked for ahead: their answers come in order.
class GuestFile
{
public:
    // `mode` as guest-file-open has it.
    static ClientResult<GuestFile> open(GuestClient &client, const QString &path,
                                        const QString &mode);
    ~GuestFile();
    GuestFile(GuestFile &&other) noexcept;
    GuestFile(const GuestFile &) = delete;
    GuestFile &operator=(const GuestFile &) = delete;
    GuestFile &operator=(GuestFile &&) = delete;

    // The file's size in bytes; leaves the position at the start. Error where it has none.
    ClientResult<qint64> size();

    void askToRead(qint64 count);
    struct Piece
    {
        QByteArray bytes;
        bool atEnd = false;
    };
    ClientResult<Piece> receiveRead();

    void askToWrite(const QByteArray &bytes);
    // How many bytes the guest took.
    ClientResult<qint64> receiveWritten();

    // What the agent still holds is written, then the file is closed. The agent's error where
    // either fails: it may be here that it finds the disk full.
    ClientResult<std::monostate> finish();

private:
    GuestFile(GuestClient &client, qint64 handle);
    QByteArray request(const char *command, const QByteArray &more = {}) const;
    ClientResult<qint64> seek(qint64 offset, int whence);

    GuestClient *m_client; // nullptr: closed.
    qint64 m_handle;
};

} // namespace ga
