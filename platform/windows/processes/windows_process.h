// SPDX-License-Identifier: Apache-2.0
// WindowsProcess: one program with the pipes to it.
#pragma once

#include "platform/common/captured_process.h"
#include "platform/windows/processes/create_process.h"

#include <QWinEventNotifier>

namespace ga {

// The agent's ends of the pipes; invalid where there is none.
struct ProcessPipes
{
    Handle input;
    Handle output;
    Handle error;
};

class WindowsProcess : public CapturedProcess
{
    Q_OBJECT

public:
    WindowsProcess(StartedProcess started, ProcessPipes pipes, const QByteArray &input);

    qint64 pid() const override { return m_started.id; }
    void watch() override;

private:
    void handleEnd();

    const StartedProcess m_started; // Its open handle keeps the number from being used again.
    ProcessPipes m_pipes;           // Until watch().
    QByteArray m_input;             // Until watch().
    std::unique_ptr<QWinEventNotifier> m_end;
};

} // namespace ga
