// SPDX-License-Identifier: Apache-2.0
// StreamHash: SHA-256 of a stream, computed beside the work that carries it.
#pragma once

#include <QByteArray>
#include <QCryptographicHash>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace ga {

// In a thread of its own: hashing costs more than all else that a copy does.
class StreamHash
{
public:
    StreamHash();
    ~StreamHash();
    StreamHash(const StreamHash &) = delete;
    StreamHash &operator=(const StreamHash &) = delete;

    // Waits where the thread is far behind.
    void add(const QByteArray &bytes);

    // In hexadecimal. Nothing may be added afterwards.
    QByteArray result();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_waiting;
    bool m_ended = false;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    std::thread m_thread; // Last: it uses all of the above.
};

} // namespace ga
