// SPDX-License-Identifier: Apache-2.0
// Starts a program with a fresh session, fresh signal dispositions and no descriptor but its own
// three.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>

#include <sys/types.h>

namespace ga {

struct HelperPipes
{
    Descriptor input;        // For the program's standard input; none means /dev/null.
    Descriptor outputReader; // Ours; doesn't block.
    Descriptor outputWriter; // For the program's standard output and error.

    // `input` is in the pipe when this returns, so that nobody has to feed a program that doesn't
    // read.
    static Result<HelperPipes> create(const QByteArray &input);
};

// Takes the program's ends of the pipes, and closes them. Returns 0, or the errno of fork or exec.
// posix_spawn, because nothing but async-signal-safe calls may run between fork and exec in a
// process with threads.
int spawnInOwnSession(const QList<QByteArray> &argv, HelperPipes &pipes, pid_t *pid);

} // namespace ga
