// SPDX-License-Identifier: Apache-2.0
// Reads to EAGAIN and writes to EAGAIN, in turns short enough for the event loop's other work.
#include "platform/linux/channel/descriptor_stream.h"

#include "platform/linux/channel/hang_up.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ga {

namespace {

constexpr int readsPerTurn = 4;
constexpr qint64 writtenPerTurn = 1024 * 1024;
constexpr quint32 readEvents = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;

bool isSocket(int descriptor)
{
    struct stat status
    {};
    return ::fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

ssize_t readBytes(int descriptor, char *buffer, std::size_t size)
{
    ssize_t count = 0;
    do {
        count = ::read(descriptor, buffer, size);
    } while (count < 0 && errno == EINTR);
    return count;
}

ssize_t writeBytes(int descriptor, bool isSocket, QByteArrayView bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    ssize_t count = 0;
    do {
        count = isSocket ? ::send(descriptor, bytes.data(), size, MSG_NOSIGNAL)
                         : ::write(descriptor, bytes.data(), size);
    } while (count < 0 && errno == EINTR);
    return count;
}

} // namespace

Result<std::unique_ptr<DescriptorStream>> DescriptorStream::create(Descriptor descriptor)
{
    const int flags = ::fcntl(descriptor.number(), F_GETFL);
    if (flags < 0 || ::fcntl(descriptor.number(), F_SETFL, flags | O_NONBLOCK) != 0)
        return failSystem(QStringLiteral("fcntl"), errno);
    auto watch = EdgeWatch::create(descriptor.number());
    if (!watch)
        return fail(watch.error());
    return std::unique_ptr<DescriptorStream>(
        new DescriptorStream(std::move(descriptor), std::move(*watch)));
}

DescriptorStream::DescriptorStream(Descriptor descriptor, std::unique_ptr<EdgeWatch> watch)
    : m_descriptor(std::move(descriptor))
    , m_watch(std::move(watch))
    , m_isSocket(isSocket(m_descriptor.number()))
{
    connect(m_watch.get(), &EdgeWatch::ready, this, &DescriptorStream::handleEvents);
}

void DescriptorStream::send(const QByteArray &bytes)
{
    if (!m_descriptor.isValid())
        return;
    const bool wasEmpty = m_queue.isEmpty();
    m_queue.append(bytes);
    if (!wasEmpty)
        return;
    writeQueued();
    if (m_writeError != 0 || (!m_queue.isEmpty() && !m_writeBlocked))
        pumpLater();
}

void DescriptorStream::dropPending()
{
    m_queue.clear();
    setWriteBlocked(false);
}

void DescriptorStream::setReading(bool reading)
{
    m_reading = reading;
    if (reading && m_readable)
        pumpLater();
}

void DescriptorStream::setWatchingForPeer(bool watching)
{
    m_watchingForPeer = watching;
    updateWatch();
}

bool DescriptorStream::hasHungUp() const
{
    return ga::hasHungUp(m_descriptor.number());
}

void DescriptorStream::close()
{
    if (!m_descriptor.isValid())
        return;
    disconnect(m_watch.get(), nullptr, this, nullptr);
    m_watch.release()->deleteLater();
    m_descriptor.reset();
    m_queue.clear();
    m_writeError = 0;
    m_readable = false;
}

void DescriptorStream::handleEvents(quint32 events)
{
    if ((events & readEvents) != 0 || m_watchingForPeer)
        m_readable = true;
    if ((events & (EPOLLHUP | EPOLLERR)) != 0 && !m_queue.isEmpty() && !m_watchingForPeer) {
        dropPending();
        Q_EMIT sent();
    } else if ((events & EPOLLOUT) != 0) {
        setWriteBlocked(false);
    }
    pump();
}

void DescriptorStream::pump()
{
    flush();
    readQueued();
}

void DescriptorStream::pumpLater()
{
    if (std::exchange(m_pumpQueued, true))
        return;
    const auto turn = [this] {
        m_pumpQueued = false;
        pump();
    };
    QMetaObject::invokeMethod(this, turn, Qt::QueuedConnection);
}

void DescriptorStream::flush()
{
    const qint64 before = m_queue.size();
    writeQueued();
    const int error = std::exchange(m_writeError, 0);
    if (!m_queue.isEmpty() && !m_writeBlocked)
        pumpLater();
    if (m_queue.size() < before)
        Q_EMIT sent();
    if (error != 0 && m_descriptor.isValid())
        Q_EMIT writeFailed(error);
}

void DescriptorStream::writeQueued()
{
    qint64 left = writtenPerTurn;
    while (!m_queue.isEmpty() && !m_writeBlocked && left > 0) {
        const QByteArrayView block = m_queue.front();
        const ssize_t count = writeBytes(m_descriptor.number(), m_isSocket,
                                         block.first(std::min<qint64>(block.size(), left)));
        if (count <= 0)
            return handleWriteError(count < 0 ? errno : EAGAIN);
        m_queue.consume(count);
        left -= count;
    }
}

void DescriptorStream::handleWriteError(int errorNumber)
{
    if (errorNumber == EAGAIN)
        return setWriteBlocked(true);
    m_writeError = errorNumber;
    dropPending();
}

void DescriptorStream::readQueued()
{
    for (int turn = 0; turn < readsPerTurn && m_readable && m_reading; ++turn) {
        const ssize_t count = readBytes(m_descriptor.number(), m_buffer.data(), m_buffer.size());
        if (count > 0) {
            Q_EMIT received(QByteArray(m_buffer.data(), count));
            continue;
        }
        m_readable = false;
        if (count < 0)
            return handleReadError(errno);
        Q_EMIT ended(hasHungUp());
    }
    if (m_readable && m_reading)
        pumpLater();
}

void DescriptorStream::handleReadError(int errorNumber)
{
    if (errorNumber == EAGAIN)
        Q_EMIT caughtUp();
    else
        Q_EMIT readFailed(errorNumber);
}

void DescriptorStream::setWriteBlocked(bool blocked)
{
    m_writeBlocked = blocked;
    updateWatch();
}

void DescriptorStream::updateWatch()
{
    if (m_watch)
        m_watch->setWatchingWritable(m_writeBlocked || m_watchingForPeer);
}

} // namespace ga
