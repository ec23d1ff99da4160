// SPDX-License-Identifier: Apache-2.0
// Where status lines come from: a running agent, or a file that plays one.
#pragma once

#include <QDateTime>
#include <QObject>

namespace ga {

class StatusSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;

    // Drops the connection; the source opens the next one by itself.
    virtual void reject() = 0;

    // What the stream's times are to be compared with, in ms since 1970-01-01 UTC.
    virtual qint64 now() const { return QDateTime::currentMSecsSinceEpoch(); }

Q_SIGNALS:
    void opened();
    void received(const QByteArray &bytes);
    void closed();
};

} // namespace ga
