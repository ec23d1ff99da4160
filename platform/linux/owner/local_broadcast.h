// SPDX-License-Identifier: Apache-2.0
// LocalBroadcast: Broadcast over a socket of the AF_UNIX family.
#pragma once

#include "platform/api/broadcast.h"
#include "platform/common/reader_limits.h"
#include "platform/linux/descriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <unordered_map>

namespace ga {

// A reader's sending side is shut down before it gets its first byte: what it writes is refused by
// the kernel. Nothing is queued here, but in the kernel's buffer of its socket alone: who lets that
// fill up is dropped. One reader is taken at a time, and the next after a pause.
class LocalBroadcast : public QObject, public Broadcast
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<Broadcast>> create(const QString &path, Greeting greeting);
    ~LocalBroadcast() override;

    void send(const QByteArray &lines) override;
    qsizetype readers() const override { return qsizetype(m_readers.size()); }

private:
    struct Reader
    {
        Descriptor socket;
        ReaderIdentity user;
    };

    LocalBroadcast(QByteArray path, Greeting greeting, Descriptor listener, Descriptor epoll);

    void takeEvents();
    void acceptReader();
    void letListen(bool listens);
    void drop(int number);

    const QByteArray m_path;
    const Greeting m_greeting;
    ReaderLimits m_limits;
    Descriptor m_listener;
    Descriptor m_epoll;
    std::unordered_map<int, Reader> m_readers; // By descriptor.
    QSocketNotifier m_notifier;
    QTimer m_pause;
};

} // namespace ga
