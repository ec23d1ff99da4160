// SPDX-License-Identifier: Apache-2.0
// InputFeed: writes a program's standard input as the program reads it, then closes it.
#pragma once

#include "platform/windows/channel/overlapped_operation.h"
#include "platform/windows/system/handle.h"

namespace ga {

class InputFeed : public QObject
{
    Q_OBJECT

public:
    // A program that doesn't want its input is no error.
    InputFeed(Handle pipe, const QByteArray &bytes, QObject *parent);

private:
    void writeNext();
    void handleWritten(quint32 error, const QByteArray &bytes);
    void close();

    Handle m_pipe;
    std::unique_ptr<OverlappedOperation> m_write;
    QByteArray m_bytes;
    qsizetype m_written = 0;
};

} // namespace ga
