// SPDX-License-Identifier: Apache-2.0
// Asks the kernel for a list (links, addresses, routes) over a netlink socket.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace ga {

enum class WhenTooLong {
    Fail,
    Cut, // Ends at a message's end; the rest is not read.
};

struct DumpLimit
{
    qsizetype bytes = 64 * 1024 * 1024;
    WhenTooLong whenTooLong = WhenTooLong::Fail;
};

// Puts the datagrams of one answer together.
class DumpCollector
{
public:
    DumpCollector(quint32 sequence, DumpLimit limit)
        : m_sequence(sequence)
        , m_limit(limit)
    {}

    // True when the answer is complete. Messages with another sequence number are skipped. An error
    // where the kernel refuses, where the bytes are malformed and where the answer is longer than
    // the limit.
    Result<bool> take(QByteArrayView datagram);

    bool wasInterrupted() const
    {
        return m_interrupted;
    } // The list changed while the kernel wrote it.
    QByteArray takeMessages() { return std::move(m_messages); }

private:
    Result<bool> append(QByteArrayView message);

    quint32 m_sequence;
    DumpLimit m_limit;
    bool m_interrupted = false;
    QByteArray m_messages;
};

struct DumpAnswer
{
    QByteArray messages;
    bool interrupted = false;
};

// Repeats a dump that was interrupted, up to `attempts` times in all; what the last one gave is
// taken as it is, for a busy host's list may never hold still.
Result<QByteArray> undisturbed(const std::function<Result<DumpAnswer>()> &dump, int attempts = 5);

// The messages that answer a dump request of that type (RTM_GETLINK, ...) and address family.
// Blocks until the kernel answered, at most 10 seconds a datagram. Needs no privileges.
Result<QByteArray> dumpRouteNetlink(quint16 type, quint8 family, DumpLimit limit = {});

// An error where this process may not use netlink.
Result<Nothing> checkRouteNetlink();

} // namespace ga
