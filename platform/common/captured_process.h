// SPDX-License-Identifier: Apache-2.0
// CapturedProcess: one program with what it writes; each system starts and watches it its way.
#pragma once

#include "platform/api/processes.h"

namespace ga {

class CapturedStream;

class CapturedProcess : public GuestProcess
{
    Q_OBJECT

protected:
    // What is captured; null where it is not.
    void capture(CapturedStream *output, CapturedStream *error);

    // The program has ended; what it wrote may be held open by one that it started.
    void setEnded(std::optional<qint64> exitCode, std::optional<qint64> signal);

private:
    void follow(CapturedStream *stream);
    void finishIfEnded();

    CapturedStream *m_output = nullptr; // Children.
    CapturedStream *m_error = nullptr;
    bool m_hasEnded = false;
    ProcessOutcome m_outcome;
};

} // namespace ga
