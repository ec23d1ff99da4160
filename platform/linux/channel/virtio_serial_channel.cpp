// SPDX-License-Identifier: Apache-2.0
// A port's states: host there, host away, port gone.
#include "platform/linux/channel/virtio_serial_channel.h"

#include "platform/linux/channel/channel_error.h"
#include "platform/linux/channel/terminal.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <utility>

namespace ga {

namespace {

// How much later than of data the kernel may learn of opening; it does so in a work queue. Answers
// wait for it meanwhile.
constexpr std::chrono::milliseconds longestDoubt(200);

} // namespace

VirtioSerialChannel::VirtioSerialChannel(const QString &path)
    : m_path(path)
    , m_appearance(path)
{
    connect(&m_appearance, &PathAppearance::appeared, this, &Channel::available);
    m_doubt.setSingleShot(true);
    m_doubt.setInterval(longestDoubt);
    connect(&m_doubt, &QTimer::timeout, this, [this] {
        if (m_port->hasHungUp())
            setHostPresent(false);
        else
            m_port->setWatchingForPeer(false);
    });
}

VirtioSerialChannel::~VirtioSerialChannel() = default;

Result<Nothing> VirtioSerialChannel::open()
{
    m_appearance.start(); // Before the attempt, so that nothing appears unnoticed after it.
    Descriptor port(
        ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!port.isValid())
        return failOpening(m_path, errno);
    auto attached = attach(std::move(port));
    if (attached)
        m_appearance.stop();
    return attached;
}

Result<Nothing> VirtioSerialChannel::attach(Descriptor port)
{
    m_isTerminal = ::isatty(port.number()) == 1;
    if (m_isTerminal && !makeRaw(port.number()))
        return failOpening(m_path, errno);
    auto stream = DescriptorStream::create(std::move(port));
    if (!stream)
        return failOpening(m_path, stream.error().systemError);
    m_port = std::move(*stream);
    m_port->setReading(m_reading);
    m_port->setWatchingForPeer(true);
    connectPort();
    return Nothing{};
}

void VirtioSerialChannel::connectPort()
{
    const DescriptorStream *port = m_port.get();
    connect(port, &DescriptorStream::received, this, &VirtioSerialChannel::handleReceived);
    connect(port, &DescriptorStream::caughtUp, this, [this] {
        endDoubt();
        setHostPresent(true);
    });
    connect(port, &DescriptorStream::ended, this, &VirtioSerialChannel::handleEnd);
    connect(port, &DescriptorStream::sent, this, &Channel::sent);
    const auto handleFailure = [this](int errorNumber) { lose(qt_error_string(errorNumber)); };
    connect(port, &DescriptorStream::readFailed, this, handleFailure);
    connect(port, &DescriptorStream::writeFailed, this, handleFailure);
}

void VirtioSerialChannel::send(const QByteArray &bytes)
{
    if (m_port && m_hostPresent)
        m_port->send(bytes);
}

void VirtioSerialChannel::setReading(bool reading)
{
    m_reading = reading;
    if (m_port)
        m_port->setReading(reading);
}

void VirtioSerialChannel::handleReceived(const QByteArray &bytes)
{
    endDoubt();
    setHostPresent(true);
    Q_EMIT received(bytes);
}

// While the host is away, its coming is watched for; afterwards that would only cost a wake-up for
// each reply.
void VirtioSerialChannel::setHostPresent(bool present)
{
    if (present == m_hostPresent)
        return;
    m_hostPresent = present;
    m_port->dropPending();
    m_port->setWatchingForPeer(!present);
    if (present)
        Q_EMIT hostConnected();
    else
        Q_EMIT hostDisconnected();
}

void VirtioSerialChannel::handleEnd()
{
    if (m_isTerminal)
        lose(QStringLiteral("hung up")); // This descriptor stays dead (tty_vhangup).
    else if (m_hostPresent && !m_doubt.isActive()) {
        m_port->setWatchingForPeer(true);
        m_doubt.start();
    }
}

void VirtioSerialChannel::endDoubt()
{
    if (!m_doubt.isActive())
        return;
    m_doubt.stop();
    m_port->setWatchingForPeer(false);
}

void VirtioSerialChannel::lose(const QString &cause)
{
    m_doubt.stop();
    setHostPresent(false);
    m_port->close();
    m_port.release()->deleteLater();
    m_appearance.start();
    Q_EMIT lost(m_path + QStringLiteral(": ") + cause);
}

} // namespace ga
