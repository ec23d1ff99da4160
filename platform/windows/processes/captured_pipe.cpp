// SPDX-License-Identifier: Apache-2.0
// One read after the other, each begun when the one before has ended.
#include "platform/windows/processes/captured_pipe.h"

#include <utility>

namespace ga {

CapturedPipe::CapturedPipe(Handle pipe, qsizetype limit, QObject *parent)
    : CapturedStream(limit, parent)
    , m_pipe(std::move(pipe))
    , m_read(std::make_unique<OverlappedOperation>(m_pipe.get()))
{
    connect(m_read.get(), &OverlappedOperation::finished, this, &CapturedPipe::handleRead);
    begin();
}

void CapturedPipe::begin()
{
    constexpr qsizetype atOnce = 64 * 1024;
    if (m_read->read(atOnce) != ERROR_SUCCESS)
        QMetaObject::invokeMethod(this, &CapturedPipe::endReading, Qt::QueuedConnection);
}

void CapturedPipe::handleRead(quint32 error, const QByteArray &bytes)
{
    append(bytes.constData(), bytes.size());
    if (error == ERROR_SUCCESS) // With no bytes, too: a program may write nothing at all to a pipe.
        begin();
    else
        endReading();
}

void CapturedPipe::endReading()
{
    m_read->end();
    m_pipe.reset();
    end();
}

} // namespace ga
