// SPDX-License-Identifier: Apache-2.0
// PosixProcess: one child of the agent with the pipes to it.
#pragma once

#include "platform/common/captured_process.h"
#include "platform/linux/descriptor.h"

#include <sys/types.h>

namespace ga {

// The agent's ends of the pipes; invalid where there is none. None of them blocks.
struct ProcessPipes
{
    Descriptor input;
    Descriptor output;
    Descriptor error;
};

class PosixProcess : public CapturedProcess
{
    Q_OBJECT

public:
    PosixProcess(pid_t pid, ProcessPipes pipes, const QByteArray &input);

    qint64 pid() const override { return m_pid; }
    void watch() override;

private:
    void reaped(std::optional<int> waitStatus);

    const pid_t m_pid;
    ProcessPipes m_pipes; // Until watch().
    QByteArray m_input;   // Until watch().
};

} // namespace ga
