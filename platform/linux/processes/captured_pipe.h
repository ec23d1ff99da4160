// SPDX-License-Identifier: Apache-2.0
// CapturedPipe: a captured stream, read from a descriptor.
#pragma once

#include "platform/common/captured_stream.h"
#include "platform/linux/descriptor.h"

#include <QSocketNotifier>

namespace ga {

class CapturedPipe : public CapturedStream
{
    Q_OBJECT

public:
    CapturedPipe(Descriptor pipe, qsizetype limit, QObject *parent); // `pipe` doesn't block.

private:
    void readAvailable();

    Descriptor m_pipe;
    QSocketNotifier m_notifier;
};

} // namespace ga
