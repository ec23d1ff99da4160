// SPDX-License-Identifier: Apache-2.0
// WindowsProcess: one program with the pipes to it.
#pragma once

#include "platform/api/processes.h"
#include "platform/windows/processes/create_process.h"

#include <QWinEventNotifier>

namespace ga {

class CapturedOutput;

// The agent's ends of the pipes; invalid where there is none.
struct ProcessPipes
{
    Handle input;
    Handle output;
    Handle error;
};

class WindowsProcess : public GuestProcess
{
    Q_OBJECT

public:
    WindowsProcess(StartedProcess started, ProcessPipes pipes, const QByteArray &input);

    qint64 pid() const override { return m_started.id; }
    void watch() override;

private:
    CapturedOutput *capture(Handle pipe);
    void handleEnd();
    void finishIfEnded();

    const StartedProcess m_started; // Its open handle keeps the number from being used again.
    ProcessPipes m_pipes;           // Until watch().
    QByteArray m_input;             // Until watch().
    CapturedOutput *m_output = nullptr; // Children, from watch() on, where captured.
    CapturedOutput *m_error = nullptr;
    std::unique_ptr<QWinEventNotifier> m_end;
    bool m_hasEnded = false;
    ProcessOutcome m_outcome;
};

} // namespace ga
