// SPDX-License-Identifier: Apache-2.0
// Opens the device, follows its host, and gives the handle back when Windows wants the device.
#include "platform/windows/channel/device_channel.h"

#include "platform/windows/channel/channel_names.h"
#include "platform/windows/channel/serial_line.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

namespace ga {

namespace {

// While no host has the port open the driver refuses to wait for one.
constexpr std::chrono::milliseconds retryInterval(500);

// While one has that doesn't read, it refuses to wait for that. A host that reads slowly is not to
// wait for the agent as well.
constexpr std::chrono::milliseconds writeRetryInterval(50);

// Interface classes: of the virtio serial driver's ports, and GUID_DEVINTERFACE_COMPORT.
constexpr GUID virtioPorts = {
    0x6fde7521, 0x1b65, 0x48ae, {0xb6, 0x28, 0x80, 0xbe, 0x62, 0x01, 0x60, 0x26}};
constexpr GUID comPorts = {
    0x86e0d1e0, 0x8089, 0x11d0, {0x9c, 0xe4, 0x08, 0x00, 0x3e, 0x30, 0x1f, 0x73}};

QString causeOf(quint32 error)
{
    return error == ERROR_SUCCESS ? QStringLiteral("it has ended") : windowsErrorText(error);
}

} // namespace

DeviceChannel::DeviceChannel(const ChannelAddress &address)
    : m_address(address)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, [this] { m_stream->read(); });
    m_writeRetry.setSingleShot(true);
    m_writeRetry.setInterval(writeRetryInterval);
    connect(&m_writeRetry, &QTimer::timeout, this, [this] { m_stream->write(); });
    connect(&m_watch, &DeviceWatch::hostChanged, this, &DeviceChannel::handleHostChange);
    connect(&m_watch, &DeviceWatch::arrived, this, [this] {
        if (!m_stream)
            Q_EMIT available();
    });
    connect(&m_watch, &DeviceWatch::leaving, this, [this] {
        if (m_stream)
            lose(QStringLiteral("the device is being removed"));
    });
}

DeviceChannel::~DeviceChannel() = default;

Result<Handle> DeviceChannel::openDevice() const
{
    const QString failure = QStringLiteral("error opening channel '%1'").arg(m_address.path);
    const QString path = devicePath(m_address.path);
    Handle device(::CreateFileW(wide(path), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                                FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION,
                                nullptr));
    if (!device.isValid())
        return failWindows(failure);
    if (isSerialLine(device.get())) {
        if (const auto isSetUp = setUpSerialLine(device.get()); !isSetUp)
            return fail(failure + QStringLiteral(": ") + isSetUp.error().description);
    }
    return device;
}

Result<Nothing> DeviceChannel::open()
{
    // Before the attempt, so that nothing arrives unnoticed after it.
    m_watch.watchArrivals(m_address.method == ChannelMethod::IsaSerial ? comPorts : virtioPorts);
    auto device = openDevice();
    if (!device)
        return fail(std::move(device).error());
    m_device = *std::move(device);
    m_watch.watchDevice(m_device.get());
    m_host = {};
    m_stream = std::make_unique<OverlappedStream>(m_device.get());
    connectStream();
    m_stream->setReading(m_reading);
    m_stream->read();
    return Nothing{};
}

void DeviceChannel::connectStream()
{
    const OverlappedStream *stream = m_stream.get();
    connect(stream, &OverlappedStream::readWaits, this, [this] { tell(m_host.readWaits()); });
    connect(stream, &OverlappedStream::received, this, &DeviceChannel::handleReceived);
    connect(stream, &OverlappedStream::sent, this, &Channel::sent);
    connect(stream, &OverlappedStream::readEnded, this, &DeviceChannel::handleReadEnd);
    connect(stream, &OverlappedStream::writeEnded, this, &DeviceChannel::handleWriteEnd);
}

void DeviceChannel::send(const QByteArray &bytes)
{
    if (m_stream && m_host.isHere())
        m_stream->send(bytes);
}

void DeviceChannel::setReading(bool reading)
{
    m_reading = reading;
    if (m_stream)
        m_stream->setReading(reading);
}

void DeviceChannel::handleReceived(const QByteArray &bytes)
{
    tell(m_host.received());
    Q_EMIT received(bytes);
}

void DeviceChannel::handleReadEnd(quint32 error)
{
    if (!HostPresence::isAway(error))
        return lose(causeOf(error));
    tell(m_host.readEndedAway());
    if (m_stream)
        m_retry.start();
}

// The port stays open where its driver refuses one write: closing it would have the host see the
// guest go and come again, and lose what both had sent.
void DeviceChannel::handleWriteEnd(quint32 error)
{
    switch (m_host.writeEnded(error)) {
    case HostPresence::WriteFailure::Retry:
        return m_writeRetry.start();
    case HostPresence::WriteFailure::Drop:
        return m_stream->dropPending();
    case HostPresence::WriteFailure::Lost:
        return lose(causeOf(error));
    }
}

// The driver may tell before or after a read has found it out.
void DeviceChannel::handleHostChange(bool isConnected)
{
    if (!m_stream)
        return;
    tell(m_host.driverTold(isConnected));
    if (isConnected && m_stream && m_retry.isActive()) {
        m_retry.stop();
        m_stream->read();
    }
}

void DeviceChannel::tell(HostPresence::Change change)
{
    if (change == HostPresence::Change::Connected)
        Q_EMIT hostConnected();
    if (change != HostPresence::Change::Disconnected)
        return;
    m_writeRetry.stop();
    m_stream->dropPending();
    Q_EMIT hostDisconnected();
}

void DeviceChannel::lose(const QString &cause)
{
    m_retry.stop();
    m_writeRetry.stop();
    m_watch.forgetDevice();
    // Now, and not later: Windows may be waiting for the handle. The stream may be the caller.
    m_stream->disconnect(this);
    m_stream->close();
    m_stream.release()->deleteLater();
    m_device.reset();
    if (m_host.readEndedAway() == HostPresence::Change::Disconnected)
        Q_EMIT hostDisconnected();
    Q_EMIT lost(m_address.path + QStringLiteral(": ") + cause);
}

} // namespace ga
