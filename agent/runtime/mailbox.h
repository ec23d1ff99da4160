// SPDX-License-Identifier: Apache-2.0
// Mailbox: how a worker reaches an object of the event loop that it may outlive.
#pragma once

#include <QMetaObject>

#include <functional>
#include <mutex>

namespace ga {

// Shared by the object and its workers. All functions may be called in any thread.
template <typename Receiver>
class Mailbox
{
public:
    explicit Mailbox(Receiver *receiver)
        : m_receiver(receiver)
    {}

    // Is called in the receiver's thread; dropped where it is gone.
    void send(std::function<void(Receiver &)> news)
    {
        const std::lock_guard lock(m_mutex);
        if (Receiver *receiver = m_receiver) {
            QMetaObject::invokeMethod(
                receiver, [receiver, news = std::move(news)] { news(*receiver); },
                Qt::QueuedConnection);
        }
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    Receiver *m_receiver;
};

} // namespace ga
