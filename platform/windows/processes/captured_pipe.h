// SPDX-License-Identifier: Apache-2.0
// CapturedPipe: a captured stream, read by overlapped I/O.
#pragma once

#include "platform/common/captured_stream.h"
#include "platform/windows/channel/overlapped_operation.h"
#include "platform/windows/system/handle.h"

#include <memory>

namespace ga {

class CapturedPipe : public CapturedStream
{
    Q_OBJECT

public:
    CapturedPipe(Handle pipe, qsizetype limit, QObject *parent);

private:
    void begin();
    void handleRead(quint32 error, const QByteArray &bytes);
    void endReading();

    Handle m_pipe;
    std::unique_ptr<OverlappedOperation> m_read;
};

} // namespace ga
