// SPDX-License-Identifier: Apache-2.0
// Has finished when its program has ended and nobody holds its captured pipes any more.
#include "platform/common/captured_process.h"

#include "platform/common/captured_stream.h"

#include <utility>

namespace ga {

namespace {

bool isOpen(const CapturedStream *stream)
{
    return stream && !stream->isAtEnd();
}

} // namespace

void CapturedProcess::capture(CapturedStream *output, CapturedStream *error)
{
    m_output = output;
    m_error = error;
    follow(output);
    follow(error);
}

void CapturedProcess::follow(CapturedStream *stream)
{
    if (!stream)
        return;
    stream->setParent(this);
    connect(stream, &CapturedStream::ended, this, &CapturedProcess::finishIfEnded);
}

void CapturedProcess::setEnded(std::optional<qint64> exitCode, std::optional<qint64> signal)
{
    m_hasEnded = true;
    m_outcome.exitCode = exitCode;
    m_outcome.signal = signal;
    finishIfEnded();
}

void CapturedProcess::finishIfEnded()
{
    if (!m_hasEnded || isOpen(m_output) || isOpen(m_error))
        return;
    if (m_output) {
        m_outcome.out = m_output->take();
        m_outcome.outTruncated = m_output->isTruncated();
    }
    if (m_error) {
        m_outcome.err = m_error->take();
        m_outcome.errTruncated = m_error->isTruncated();
    }
    Q_EMIT finished(std::exchange(m_outcome, {}));
}

} // namespace ga
