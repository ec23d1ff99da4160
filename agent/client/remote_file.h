// SPDX-License-Identifier: Apache-2.0
// RemoteFile: an open file in the guest.
#pragma once

#include "client/guest_client.h"

#include <optional>

namespace ga {

// Closed in the guest when it is destroyed, where the agent can still be reached. Reads and writes
// may be asked for ahead: their answers come in order. Each request has an id, as answers may be
// lost: qemu-ga on a virtio port carries a request out and yet drops the answer where more than 4
// KiB came behind the request (seen with 7.2).
class RemoteFile
{
public:
    // `mode` as guest-file-open has it.
    static ClientResult<RemoteFile> open(GuestClient &client, const QString &path,
                                         const QString &mode);
    ~RemoteFile();
    RemoteFile(RemoteFile &&other) noexcept;
    RemoteFile(const RemoteFile &) = delete;
    RemoteFile &operator=(const RemoteFile &) = delete;
    RemoteFile &operator=(RemoteFile &&) = delete;

    // The file's size in bytes; leaves the position at the start. Error where it has none.
    ClientResult<qint64> size();

    void askToRead(qint64 count);
    struct Piece
    {
        QByteArray bytes;
        bool atEnd = false;
    };
    ClientResult<Piece> receiveRead(); // Error, Kind::NoAgent: an answer was lost.

    void askToWrite(const QByteArray &bytes);
    struct Written
    {
        qint64 bytes = 0; // What the guest took.
        int lost = 0;     // How many answers before this one were lost.
    };
    ClientResult<Written> receiveWritten();

    // In bytes from the start. Nothing may be unanswered.
    ClientResult<qint64> position() { return seek(0, 1); }

    // What the agent still holds is written, then the file is closed. The agent's error where
    // either fails: it may be here that it finds the disk full.
    ClientResult<std::monostate> finish();

private:
    RemoteFile(GuestClient &client, qint64 handle);
    QByteArray request(const char *command, const QByteArray &more = {},
                       std::optional<qint64> id = std::nullopt) const;
    void ask(const char *command, const QByteArray &more);
    ClientResult<Reply> receiveNext(int *lost);
    void close();
    ClientResult<qint64> seek(qint64 offset, int whence);

    GuestClient *m_client; // nullptr: closed.
    qint64 m_handle;
    qint64 m_asked = 0; // The ids of what was asked count from 0.
    qint64 m_answered = 0;
};

} // namespace ga
