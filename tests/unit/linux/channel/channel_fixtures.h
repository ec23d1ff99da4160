// SPDX-License-Identifier: Apache-2.0
// Hosts, terminals and a record of what a channel told, for the tests of the transports.
#pragma once

#include "channel/channel.h"
#include "platform/linux/descriptor.h"

#include <QAbstractEventDispatcher>
#include <QByteArray>
#include <QByteArrayList>
#include <QEventLoop>
#include <QFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>

namespace ga {

// What a channel told, in order; successive bytes are one entry.
class Record : public QObject
{
public:
    explicit Record(Channel &channel)
    {
        const auto note = [this](const char *what) {
            return [this, what] { events.append(what); };
        };
        connect(&channel, &Channel::hostConnected, this, note("connected"));
        connect(&channel, &Channel::inputEnded, this, note("input ended"));
        connect(&channel, &Channel::hostDisconnected, this, note("disconnected"));
        connect(&channel, &Channel::available, this, note("available"));
        connect(&channel, &Channel::lost, this, [this](const QString &reason) {
            events.append("lost");
            lossReason = reason;
        });
        connect(&channel, &Channel::received, this, [this](const QByteArray &bytes) {
            received += bytes;
            if (events.isEmpty() || !events.last().startsWith("bytes "))
                events.append("bytes ");
            events.last() += bytes;
        });
    }

    int count(const char *event) const { return int(events.count(event)); }

    QByteArrayList events;
    QByteArray received;
    QString lossReason;
};

// Sends everything that comes back to where it came from, and pauses reading as the agent does.
inline void echo(Channel &channel, qint64 limit)
{
    const auto adjust = [&channel, limit] { channel.setReading(channel.pendingBytes() < limit); };
    QObject::connect(&channel, &Channel::received, &channel,
                     [&channel, adjust](const QByteArray &bytes) {
                         channel.send(bytes);
                         adjust();
                     });
    QObject::connect(&channel, &Channel::sent, &channel, adjust);
}

// Counts how often the event loop is woken while it runs until `window` is over.
inline int wakeUpsDuring(std::chrono::milliseconds window)
{
    int count = 0;
    QEventLoop loop;
    const auto counting =
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake,
                         &loop, [&count] { ++count; });
    QTimer::singleShot(window, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(counting);
    return count;
}

// A host's non-blocking end of a socket.
inline Descriptor connectTo(const QString &path)
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.cbegin(), name.cend(), address.sun_path);
    if (::connect(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) !=
        0)
        return {};
    return socket;
}

inline bool writeAll(const Descriptor &descriptor, const QByteArray &bytes)
{
    return ::write(descriptor.number(), bytes.constData(), size_t(bytes.size())) == bytes.size();
}

// Fills whatever is between us and the other side; returns how much went in.
inline qint64 writeUntilFull(const Descriptor &descriptor)
{
    const QByteArray block(4096, 'x');
    qint64 total = 0;
    ssize_t count = 0;
    while ((count = ::write(descriptor.number(), block.constData(), size_t(block.size()))) > 0)
        total += count;
    return total;
}

// What is there now; a null array at the end of the stream.
inline QByteArray readNow(const Descriptor &descriptor)
{
    QByteArray all("");
    char buffer[65536];
    ssize_t count = 0;
    while ((count = ::read(descriptor.number(), buffer, sizeof buffer)) > 0)
        all.append(buffer, count);
    return count == 0 && all.isEmpty() ? QByteArray() : all;
}

// Appends what is there now and returns all, for the QTRY_ macros.
inline const QByteArray &gather(QByteArray &all, const Descriptor &descriptor)
{
    return all += readNow(descriptor);
}

// A terminal whose master side is the host's.
struct Pty
{
    Pty()
        : master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
        ::grantpt(master.number());
        ::unlockpt(master.number());
        path = QString::fromLocal8Bit(::ptsname(master.number()));
    }

    Descriptor master;
    QString path;
};

// Bytes of which no block equals another.
inline QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

} // namespace ga
