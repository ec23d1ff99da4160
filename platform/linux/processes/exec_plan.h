// SPDX-License-Identifier: Apache-2.0
// ExecPlan: everything that execve(2) needs, laid out before the fork, after which nothing may be
// allocated.
#pragma once

#include "platform/api/processes.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace ga {

// The files that `program` may mean, in the order in which they are tried: itself where it has a
// slash, else one for each directory of `path`, a list as in PATH. None for an empty name.
std::vector<QByteArray> programCandidates(const QByteArray &program, const QByteArray &path);

// The PATH in which a program is looked for: that of `environment`, the agent's where it has none.
QByteArray searchPath(const std::optional<QList<QString>> &environment);

// No text of the request may contain a NUL character. Pointers into itself: can't be copied.
class ExecPlan
{
public:
    explicit ExecPlan(const ProcessRequest &request);
    Q_DISABLE_COPY_MOVE(ExecPlan)

    // Returns only when no candidate could be executed, with the reason as errno. What the kernel
    // doesn't recognise is run by /bin/sh, as execvp(3) does. Async-signal-safe.
    int execute();

private:
    int executeCandidate(const QByteArray &candidate);

    std::vector<QByteArray> m_candidates;
    std::vector<QByteArray> m_texts;       // What the pointers below point to.
    std::vector<char *> m_arguments;       // Ends with nullptr.
    std::vector<char *> m_scriptArguments; // "/bin/sh", the candidate, the rest of m_arguments.
    std::vector<char *> m_environment;     // Ends with nullptr; empty means the agent's own.
};

} // namespace ga
