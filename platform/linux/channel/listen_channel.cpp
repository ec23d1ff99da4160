// SPDX-License-Identifier: Apache-2.0
// Accepting hosts, and when the one that is served is let go.
#include "platform/linux/channel/listen_channel.h"

#include "platform/linux/channel/channel_error.h"

#include <QLoggingCategory>

#include <fcntl.h>
#include <sys/socket.h>

#include <linux/vm_sockets.h>

#include <cerrno>
#include <chrono>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(log, "ga.channel")

using namespace std::chrono_literals;

// The connection waits on; trying at once would spin.
bool isShortage(int errorNumber)
{
    return errorNumber == EMFILE || errorNumber == ENFILE || errorNumber == ENOBUFS ||
           errorNumber == ENOMEM;
}

// The listening socket itself is at fault, not one connection (accept(2)).
bool isFatal(int errorNumber)
{
    return errorNumber == EBADF || errorNumber == EINVAL || errorNumber == ENOTSOCK ||
           errorNumber == EOPNOTSUPP;
}

} // namespace

ListenChannel::ListenChannel(const QString &name, Admits admits)
    : m_name(name)
    , m_admits(admits)
{
    m_shortage.setSingleShot(true);
    m_shortage.setInterval(1s);
    connect(&m_shortage, &QTimer::timeout, this, [this] { m_notifier->setEnabled(true); });
}

ListenChannel::~ListenChannel() = default;

Result<Nothing> ListenChannel::open()
{
    auto listener = listen();
    if (!listener)
        return fail(listener.error());
    const int number = listener->number();
    const int flags = ::fcntl(number, F_GETFL);
    if (flags < 0 || ::fcntl(number, F_SETFL, flags | O_NONBLOCK) != 0)
        return failOpening(m_name, errno);
    m_listener = std::move(*listener);
    m_notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ListenChannel::acceptHost);
    return Nothing{};
}

void ListenChannel::send(const QByteArray &bytes)
{
    if (m_host && !m_finishing)
        m_host->send(bytes);
}

void ListenChannel::setReading(bool reading)
{
    m_reading = reading;
    if (m_host)
        m_host->setReading(reading);
}

void ListenChannel::finish()
{
    if (!m_inputEnded || m_finishing)
        return;
    m_finishing = true;
    QMetaObject::invokeMethod(
        m_host.get(), [this] { handleSent(); }, Qt::QueuedConnection);
}

void ListenChannel::acceptHost()
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    Descriptor connection(
        ::accept4(m_listener.number(), reinterpret_cast<sockaddr *>(&peer), &size, SOCK_CLOEXEC));
    if (!connection.isValid())
        handleAcceptError(errno);
    else if (isAdmitted(peer))
        serve(std::move(connection));
}

// Who may connect to a socket in the file system is what its mode and its folder say.
bool ListenChannel::isAdmitted(const sockaddr_storage &peer) const
{
    if (peer.ss_family != AF_VSOCK)
        return true;
    const quint32 cid = reinterpret_cast<const sockaddr_vm &>(peer).svm_cid;
    if (m_admits(cid))
        return true;
    qCWarning(log).noquote() << m_name << "turned away: the peer with the context identifier" << cid
                             << "is not the host";
    return false;
}

void ListenChannel::handleAcceptError(int errorNumber)
{
    if (isShortage(errorNumber)) {
        m_notifier->setEnabled(false);
        m_shortage.start();
        qCWarning(log).noquote() << Error::system(m_name, errorNumber).description;
    } else if (isFatal(errorNumber)) {
        m_notifier.release()->deleteLater();
        m_listener.reset();
        Q_EMIT lost(Error::system(m_name, errorNumber).description);
    }
}

void ListenChannel::serve(Descriptor connection)
{
    auto host = DescriptorStream::create(std::move(connection));
    if (!host) {
        qCWarning(log).noquote() << m_name << "host turned away:" << host.error().description;
        return;
    }
    m_notifier->setEnabled(false);
    m_host = std::move(*host);
    m_host->setReading(m_reading);
    const DescriptorStream *stream = m_host.get();
    connect(stream, &DescriptorStream::received, this, &Channel::received);
    connect(stream, &DescriptorStream::sent, this, &ListenChannel::handleSent);
    connect(stream, &DescriptorStream::ended, this, &ListenChannel::handleEnd);
    connect(stream, &DescriptorStream::readFailed, this, &ListenChannel::dropHost);
    connect(stream, &DescriptorStream::writeFailed, this, &ListenChannel::handleWriteError);
    Q_EMIT hostConnected();
}

void ListenChannel::handleEnd(bool hungUp)
{
    if (hungUp)
        return dropHost();
    m_inputEnded = true;
    Q_EMIT inputEnded();
}

void ListenChannel::handleSent()
{
    if (m_finishing && pendingBytes() == 0)
        dropHost();
    else
        Q_EMIT sent();
}

// Requests that a host sent before it went are still read and carried out.
void ListenChannel::handleWriteError()
{
    if (m_inputEnded)
        dropHost();
}

void ListenChannel::dropHost()
{
    m_host->close();
    m_host.release()->deleteLater();
    m_inputEnded = false;
    m_finishing = false;
    m_notifier->setEnabled(true);
    Q_EMIT hostDisconnected();
}

} // namespace ga
