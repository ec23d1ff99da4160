// SPDX-License-Identifier: Apache-2.0
// Runs a program of Windows' own and waits for it.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>

namespace ga {

struct HelperOutcome
{
    quint32 exitCode = 0;
    QByteArray output; // Standard output and error, in whatever encoding the program writes.
};

// `program` is a file of the system directory. No window, no standard input. For use in any thread;
// no event loop is needed. Errors: "failed to run PROGRAM: CAUSE", "PROGRAM did not end in time",
// after which it has been ended.
Result<HelperOutcome> runHelper(const QString &program, const QStringList &arguments,
                                std::chrono::milliseconds patience);

} // namespace ga
