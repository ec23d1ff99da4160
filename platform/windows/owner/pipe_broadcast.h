// SPDX-License-Identifier: Apache-2.0
// PipeBroadcast: Broadcast over a named pipe.
#pragma once

#include "platform/api/broadcast.h"
#include "platform/windows/channel/overlapped_stream.h"
#include "platform/windows/system/handle.h"
#include "platform/windows/system/security_descriptor.h"

#include <memory>
#include <vector>

namespace ga {

// Outbound only: a reader has nothing to write to. The first instance must be the first of that
// name; remote clients are refused; whoever is logged on may read, and only the system and the
// administrators may make further instances. One instance waits for the next reader, while there
// are fewer than `mostReaders`. A reader that has gone is noticed with the next line.
class PipeBroadcast : public QObject, public Broadcast
{
    Q_OBJECT

public:
    static constexpr size_t mostReaders = 16;
    static constexpr qint64 longestQueue = 256 * 1024; // Bytes that wait for a reader.

    static Result<std::unique_ptr<Broadcast>> create(const QString &name, Greeting greeting);
    ~PipeBroadcast() override;

    void send(const QByteArray &lines) override;
    qsizetype readers() const override { return qsizetype(m_readers.size()); }

private:
    struct Reader
    {
        Handle pipe;
        std::unique_ptr<OverlappedStream> stream; // Destroyed before its pipe.
    };

    PipeBroadcast(const QString &name, Greeting greeting, SecurityDescriptor access);

    Result<Nothing> listen(bool isFirst);
    void admit(quint32 error);
    void give(Reader &reader, const QByteArray &lines);
    void drop(const OverlappedStream *stream);

    const QString m_name;
    const Greeting m_greeting;
    SecurityDescriptor m_access;
    Handle m_next; // Waits for a reader; invalid where there are enough.
    std::unique_ptr<OverlappedOperation> m_connecting;
    std::vector<std::unique_ptr<Reader>> m_readers;
};

} // namespace ga
