// SPDX-License-Identifier: Apache-2.0
// InputFeed: writes a program's standard input as the program reads it, then closes it.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace ga {

class InputFeed : public QObject
{
    Q_OBJECT

public:
    // `pipe` doesn't block. A program that doesn't want its input is no error. SIGPIPE must be
    // ignored.
    InputFeed(Descriptor pipe, const QByteArray &bytes, QObject *parent = nullptr);

private:
    void writeAvailable();

    Descriptor m_pipe;
    QSocketNotifier m_notifier;
    QByteArray m_bytes;
    qsizetype m_written = 0;
};

} // namespace ga
