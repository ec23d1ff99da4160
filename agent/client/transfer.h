// SPDX-License-Identifier: Apache-2.0
// Carries a file's bytes to a guest or from it.
#pragma once

#include "client/guest_client.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>

namespace ga {

struct TransferOptions
{
    qint64 chunk = 256 << 10; // Bytes in one request.
    int window = 8;           // Requests in flight.
    bool hash = true;
    std::function<void(qint64 bytes)> progress = [](qint64) {}; // What has been carried so far.
};

struct Transferred
{
    qint64 bytes = 0;
    QByteArray sha256; // In hexadecimal; empty where it wasn't to be computed.
};

// All of `source`, which is open, replaces the content of `path` in the guest. Errors: the agent's;
// Kind::Failed where the source can't be read or the guest takes less than it was sent. After an
// error the file in the guest is incomplete.
ClientResult<Transferred> upload(GuestClient &client, QIODevice &source, const QString &path,
                                 const TransferOptions &options);

// All of `path` in the guest goes to `sink`, which is open. `sized` is told the file's size before
// the first byte, where it has one. Errors: the agent's; Kind::Failed where the sink can't be
// written.
ClientResult<Transferred> download(GuestClient &client, const QString &path, QIODevice &sink,
                                   const TransferOptions &options,
                                   const std::function<void(qint64 size)> &sized = {});

} // namespace ga
