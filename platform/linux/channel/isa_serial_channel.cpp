// SPDX-License-Identifier: Apache-2.0
// A serial line, raw, 8 data bits, no parity, 1 stop bit, no flow control.
#include "platform/linux/channel/isa_serial_channel.h"

#include "platform/linux/channel/channel_error.h"
#include "platform/linux/channel/hang_up.h"
#include "platform/linux/channel/terminal.h"
#include "platform/linux/descriptor.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

constexpr qint64 portBuffer =
    64 * 1024; // Bytes, each way; the rest stays in the kernel or our queue.

// qemu-ga raises a slower line to this speed, and leaves a faster one (a console's) as it is.
constexpr qint32 leastSpeed = 38400;

// Asked before QSerialPort opens the line and sets its own default.
Result<qint32> speedOf(const QString &path)
{
    const Descriptor line(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!line.isValid())
        return failOpening(path, errno);
    const auto speed = lineSpeed(line.number());
    if (!speed)
        return failOpening(path, errno);
    return std::max(*speed, leastSpeed);
}

// QSerialPort words a hang-up after whatever system call failed last.
QString causeOfError(QSerialPort &port)
{
    return hasHungUp(port.handle()) ? QStringLiteral("hung up") : port.errorString();
}

} // namespace

IsaSerialChannel::IsaSerialChannel(const QString &path)
    : m_path(path)
    , m_appearance(path)
{
    connect(&m_appearance, &PathAppearance::appeared, this, &Channel::available);
}

IsaSerialChannel::~IsaSerialChannel() = default;

Result<Nothing> IsaSerialChannel::open()
{
    m_appearance.start(); // Before the attempt, so that nothing appears unnoticed after it.
    auto opened = openPort();
    if (!opened)
        return opened;
    m_appearance.stop();
    connectPort();
    QMetaObject::invokeMethod(
        m_port.get(), [this] { Q_EMIT hostConnected(); }, Qt::QueuedConnection);
    return opened;
}

Result<Nothing> IsaSerialChannel::openPort()
{
    const auto speed = speedOf(m_path);
    if (!speed)
        return fail(speed.error());
    auto port = std::make_unique<QSerialPort>(QFileInfo(m_path).absoluteFilePath());
    port->setBaudRate(*speed);
    port->setDataBits(QSerialPort::Data8);
    port->setParity(QSerialPort::NoParity);
    port->setStopBits(QSerialPort::OneStop);
    port->setFlowControl(QSerialPort::NoFlowControl);
    port->setReadBufferSize(portBuffer);
    if (!port->open(QIODevice::ReadWrite))
        return fail(openingError(m_path) + QStringLiteral(": ") + port->errorString());
    port->clear(QSerialPort::Input);
    m_port = std::move(port);
    return Nothing{};
}

// Queued, because QSerialPort also reports errors from inside write().
void IsaSerialChannel::connectPort()
{
    const QSerialPort *port = m_port.get();
    connect(port, &QSerialPort::readyRead, this, &IsaSerialChannel::readPort);
    connect(port, &QSerialPort::bytesWritten, this, [this] {
        feedPort();
        Q_EMIT sent();
    });
    const auto handleError = [this, port](QSerialPort::SerialPortError error) {
        if (error != QSerialPort::NoError && m_port.get() == port)
            lose(causeOfError(*m_port));
    };
    connect(port, &QSerialPort::errorOccurred, this, handleError, Qt::QueuedConnection);
}

void IsaSerialChannel::send(const QByteArray &bytes)
{
    if (!m_port)
        return;
    m_queue.append(bytes);
    feedPort();
}

qint64 IsaSerialChannel::pendingBytes() const
{
    return m_port ? m_queue.size() + m_port->bytesToWrite() : 0;
}

void IsaSerialChannel::setReading(bool reading)
{
    m_reading = reading;
    if (reading && m_port)
        QMetaObject::invokeMethod(
            m_port.get(), [this] { readPort(); }, Qt::QueuedConnection);
}

void IsaSerialChannel::feedPort()
{
    qint64 room = portBuffer - m_port->bytesToWrite();
    while (!m_queue.isEmpty() && room > 0) {
        const QByteArrayView block = m_queue.front();
        const qint64 taken = m_port->write(block.data(), std::min<qint64>(block.size(), room));
        if (taken <= 0)
            return; // The error is on its way.
        m_queue.consume(taken);
        room -= taken;
    }
}

// Up to an empty read, which also makes a port go on that had filled its buffer.
void IsaSerialChannel::readPort()
{
    while (m_port && m_reading) {
        const QByteArray bytes = m_port->read(portBuffer);
        if (bytes.isEmpty())
            return;
        Q_EMIT received(bytes);
    }
}

void IsaSerialChannel::lose(const QString &cause)
{
    readPort();
    m_port->disconnect(this);
    m_port.release()->deleteLater();
    m_queue.clear();
    m_appearance.start();
    Q_EMIT hostDisconnected();
    Q_EMIT lost(m_path + QStringLiteral(": ") + cause);
}

} // namespace ga
