// SPDX-License-Identifier: Apache-2.0
// Runs another program to do something for the agent (chpasswd, shutdown, a freeze hook), within a
// deadline.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>

namespace ga {

struct HelperRequest
{
    QList<QByteArray>
        argv;       // argv[0] is looked up in PATH only where it has no slash, as execvp(3) does.
    QString action; // What the helper is for; completes "child process has failed to ...".
    QByteArray
        input; // What it reads from its standard input, up to 1 MiB; nothing means /dev/null.
    std::chrono::milliseconds deadline =
        std::chrono::minutes(1); // Then its process group is killed.
};

enum class HelperEnd { Exited, Signalled, NotStarted, Overdue };

struct HelperOutcome
{
    HelperEnd end = HelperEnd::Exited;
    int code = 0; // Exited: the exit status. Signalled: the signal. NotStarted: errno. Overdue:
                  // SIGKILL, or 0 where that did not end it within two seconds.
    QByteArray output; // Standard output and error together, the first 64 KiB.
};

// Runs the helper in a session of its own and waits for it; it inherits the environment and the
// working directory. Only the helper itself is waited for: what it leaves running may hold its
// output open. Blocks its thread for up to two seconds more than the deadline and may be called on
// any thread, on several at a time. An error only where the agent itself fails, for want of
// descriptors say.
Result<HelperOutcome> observeHelper(const HelperRequest &request);

// As above, and everything but the exit status 0 is an error (protocol.md, "Conventions"; seen with
// qemu-ga 10.0): "child process has failed to ACTION: OUTPUT", "child process has failed to ACTION:
// exit status N" without output, "child process has terminated abnormally[: OUTPUT]", "child
// process has failed to ACTION: failed to exec 'PROGRAM': CAUSE\n", and of our own "child process
// has failed to ACTION: it did not end within N s and was killed[: OUTPUT]" or
// "... and could not be killed[: OUTPUT]".
Result<HelperOutcome> runHelper(const HelperRequest &request);

// The judgement of runHelper() on an outcome of observeHelper().
Result<Nothing> helperSuccess(const HelperRequest &request, const HelperOutcome &outcome);

} // namespace ga
