// SPDX-License-Identifier: Apache-2.0
// A short queue between two threads.
#include "client/stream_hash.h"

namespace ga {

namespace {

constexpr size_t queueLimit = 4; // Pieces: what is in flight is kept in memory anyway.

} // namespace

StreamHash::StreamHash()
    : m_thread([this] { run(); })
{}

StreamHash::~StreamHash()
{
    if (m_thread.joinable())
        result();
}

void StreamHash::add(const QByteArray &bytes)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting.size() < queueLimit; });
    m_waiting.push_back(bytes);
    m_changed.notify_all();
}

QByteArray StreamHash::result()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_changed.notify_all();
    }
    m_thread.join();
    return m_hash.result().toHex();
}

void StreamHash::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ended || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        const QByteArray bytes = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_changed.notify_all();
        lock.unlock();
        m_hash.addData(bytes);
        lock.lock();
    }
}

} // namespace ga
