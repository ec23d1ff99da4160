// SPDX-License-Identifier: Apache-2.0
// Programs that the host starts in the guest.
#pragma once

#include "commands/exec/exec_types.h"
#include "protocol/result.h"

#include <QObject>

#include <memory>

namespace ga {

struct ProcessRequest
{
    QString path; // Looked for in PATH (the given environment's) where it has no separator.
    QList<QString> arguments; // Without argv[0], which is `path`.
    std::optional<QList<QString>>
        environment;                 // The whole environment; the agent's own where absent.
    std::optional<QByteArray> input; // Standard input; /dev/null where absent.
    CaptureOutput capture = CaptureOutput::None;

    bool capturesOutput() const
    {
        return capture == CaptureOutput::Stdout || capture == CaptureOutput::Separated ||
               mergesError();
    }
    bool capturesError() const // By itself.
    {
        return capture == CaptureOutput::Stderr || capture == CaptureOutput::Separated;
    }
    bool mergesError() const { return capture == CaptureOutput::Merged; }
};

struct ProcessOutcome
{
    std::optional<qint64> exitCode;
    std::optional<qint64> signal;
    QByteArray out; // At most captureLimit bytes; the rest was drained and dropped.
    QByteArray err;
    bool outTruncated = false;
    bool errTruncated = false;
};

// One started program. It goes on when this object is destroyed, as it does when the agent ends.
class GuestProcess : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype captureLimit = 16 * 1024 * 1024; // Bytes, for each stream.

    virtual qint64 pid() const = 0;

    // Called once, in the thread whose event loop is to feed and watch the process from then on.
    virtual void watch() = 0;

Q_SIGNALS:
    // The process has ended, was reaped, and every captured pipe has been read to its end.
    void finished(const ga::ProcessOutcome &outcome);
};

class Processes
{
public:
    virtual ~Processes() = default;

    // May be called in any thread; the object has no thread affinity yet (moveToThread(nullptr)).
    // Error: "Failed to execute child process \u201CPATH\u201D (CAUSE)".
    virtual Result<std::unique_ptr<GuestProcess>> start(const ProcessRequest &request) = 0;
};

} // namespace ga
