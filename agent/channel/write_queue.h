// SPDX-License-Identifier: Apache-2.0
// WriteQueue: the replies that wait for the host to read, each held once and cut without copying.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <deque>

namespace ga {

class WriteQueue
{
public:
    void append(const QByteArray &block);
    void clear();

    qint64 size() const { return m_size; } // Bytes.
    bool isEmpty() const { return m_size == 0; }

    // The next bytes to write, valid until consume() or clear(); empty where nothing waits.
    QByteArrayView front() const;

    // Forgets `count` written bytes, at most front().size().
    void consume(qsizetype count);

private:
    std::deque<QByteArray> m_blocks;
    qsizetype m_written = 0; // Of the first block.
    qint64 m_size = 0;
};

} // namespace ga
