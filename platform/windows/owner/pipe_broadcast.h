// SPDX-License-Identifier: Apache-2.0
// PipeBroadcast: Broadcast over a named pipe.
#pragma once

#include "platform/api/broadcast.h"
#include "platform/common/reader_limits.h"
#include "platform/windows/channel/overlapped_stream.h"
#include "platform/windows/system/handle.h"
#include "platform/windows/system/security_descriptor.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace ga {

// Outbound only: a reader has nothing to write to. The first instance must be the first of that
// name; remote clients are refused; whoever is logged on may read, and only the system and the
// administrators may make further instances. One instance always waits for the next reader, so that
// nobody else can take the name meanwhile; who is too many is let go. A reader that has gone is
// noticed with the next line, or when another comes.
class PipeBroadcast : public QObject, public Broadcast
{
    Q_OBJECT

public:
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
        ReaderIdentity who;
    };

    PipeBroadcast(const QString &name, Greeting greeting, SecurityDescriptor access);

    Result<Nothing> makeNext(bool isFirst);
    void waitForReader();
    void handleConnected(quint32 error);
    void admit(Handle pipe);
    void give(Reader &reader, const QByteArray &lines);
    void drop(const OverlappedStream *stream);
    void dropThoseGone();

    const QString m_name;
    const Greeting m_greeting;
    SecurityDescriptor m_access;
    ReaderLimits m_limits;
    Handle m_next; // Waits for a reader.
    std::unique_ptr<OverlappedOperation> m_connecting;
    QTimer m_pause; // Until the next reader is taken.
    std::vector<std::unique_ptr<Reader>> m_readers;
};

} // namespace ga
