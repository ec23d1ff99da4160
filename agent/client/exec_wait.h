// SPDX-License-Identifier: Apache-2.0
// Follows a program that guest-exec started to its end.
#pragma once

#include "client/guest_client.h"

namespace ga {

struct ExecOutcome
{
    qint64 exitCode = 0;
    qint64 signal = 0; // 0 where it ended by itself. On Windows an exception code.
    QByteArray output;
    QByteArray errors;
    bool outputTruncated = false;
    bool errorsTruncated = false;
};

// Sends `request`, a guest-exec, and asks for the status until the program has ended, at growing
// intervals up to a second.
ClientResult<ExecOutcome> execAndWait(GuestClient &client, const QByteArray &request);

// What a shell would give for it: the exit code, 128 + the signal, 255 for what is larger than
// that.
int shellExitCode(const ExecOutcome &outcome);

} // namespace ga
