// SPDX-License-Identifier: Apache-2.0
// One read after the other, each begun when the one before has ended.
#include "platform/windows/processes/captured_output.h"

#include <algorithm>
#include <utility>

namespace ga {

CapturedOutput::CapturedOutput(Handle pipe, qsizetype limit, QObject *parent)
    : QObject(parent)
    , m_pipe(std::move(pipe))
    , m_limit(limit)
    , m_read(std::make_unique<OverlappedOperation>(m_pipe.get()))
{
    connect(m_read.get(), &OverlappedOperation::finished, this, &CapturedOutput::handleRead);
    begin();
}

QByteArray CapturedOutput::take()
{
    m_bytes.squeeze();
    return std::exchange(m_bytes, {});
}

void CapturedOutput::begin()
{
    constexpr qsizetype atOnce = 64 * 1024;
    if (m_read->read(atOnce) != ERROR_SUCCESS)
        QMetaObject::invokeMethod(this, &CapturedOutput::endLater, Qt::QueuedConnection);
}

void CapturedOutput::handleRead(quint32 error, const QByteArray &bytes)
{
    const qsizetype kept = std::min(bytes.size(), m_limit - m_bytes.size());
    m_bytes.append(bytes.constData(), kept);
    m_truncated = m_truncated || kept < bytes.size();
    if (error == ERROR_SUCCESS) // With no bytes, too: a program may write nothing at all to a pipe.
        begin();
    else
        endLater();
}

void CapturedOutput::endLater()
{
    m_read->end();
    m_pipe.reset();
    Q_EMIT ended();
}

} // namespace ga
