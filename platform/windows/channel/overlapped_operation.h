// SPDX-License-Identifier: Apache-2.0
// OverlappedOperation: one read, write or connect that Windows carries out in the background.
#pragma once

#include "platform/windows/system/handle.h"

#include <QByteArray>
#include <QObject>
#include <QWinEventNotifier>

#include <memory>

namespace ga {

class OverlappedOperation : public QObject
{
    Q_OBJECT

public:
    // `device` must outlive this.
    explicit OverlappedOperation(HANDLE device);
    ~OverlappedOperation() override;

    // Return 0 where the operation has begun, else Windows' error. finished() follows from the
    // event loop, also when it was done at once.
    DWORD read(qsizetype limit);
    DWORD write(QByteArrayView bytes);
    DWORD connectPipe();

    // Cancels what is under way, waits for that, and tells nothing. The last call.
    void end();

    bool isUnderWay() const { return m_isUnderWay; }

Q_SIGNALS:
    // `error` 0: `bytes` are what was read, or were written. It is not under way any more.
    void finished(quint32 error, const QByteArray &bytes);

private:
    // What Windows writes to until the operation has ended, be it after this object.
    struct State
    {
        OVERLAPPED overlapped = {};
        Handle event;
        QByteArray buffer;
    };

    void prepare();
    DWORD begun(BOOL isDone);
    void handleEvent();

    HANDLE m_device;
    std::unique_ptr<State> m_state;
    QWinEventNotifier m_notifier;
    bool m_isUnderWay = false;
};

} // namespace ga
