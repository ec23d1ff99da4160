// SPDX-License-Identifier: Apache-2.0
// The bookkeeping of blocks that were written in part.
#include "channel/write_queue.h"

namespace ga {

void WriteQueue::append(const QByteArray &block)
{
    if (block.isEmpty())
        return;
    m_blocks.push_back(block);
    m_size += block.size();
}

void WriteQueue::clear()
{
    m_blocks.clear();
    m_written = 0;
    m_size = 0;
}

QByteArrayView WriteQueue::front() const
{
    return isEmpty() ? QByteArrayView() : QByteArrayView(m_blocks.front()).sliced(m_written);
}

void WriteQueue::consume(qsizetype count)
{
    m_written += count;
    m_size -= count;
    if (m_written < m_blocks.front().size())
        return;
    m_blocks.pop_front();
    m_written = 0;
}

} // namespace ga
