// SPDX-License-Identifier: Apache-2.0
// PosixProcess: one child of the agent with the pipes to it.
#pragma once

#include "platform/api/processes.h"
#include "platform/linux/descriptor.h"

#include <sys/types.h>

namespace ga {

class CapturedStream;

// The agent's ends of the pipes; invalid where there is none. None of them blocks.
struct ProcessPipes
{
    Descriptor input;
    Descriptor output;
    Descriptor error;
};

class PosixProcess : public GuestProcess
{
    Q_OBJECT

public:
    PosixProcess(pid_t pid, ProcessPipes pipes, const QByteArray &input);

    qint64 pid() const override { return m_pid; }
    void watch() override;

private:
    CapturedStream *capture(Descriptor pipe);
    void reaped(std::optional<int> waitStatus);
    void finishIfEnded();

    const pid_t m_pid;
    ProcessPipes m_pipes;               // Until watch().
    QByteArray m_input;                 // Until watch().
    CapturedStream *m_output = nullptr; // Children, from watch() on, where captured.
    CapturedStream *m_error = nullptr;
    bool m_reaped = false;
    ProcessOutcome m_outcome;
};

} // namespace ga
