// SPDX-License-Identifier: Apache-2.0
// To what the clock may be set, and what Windows' time service answers.
#pragma once

#include "protocol/result.h"

namespace ga {

// A FILETIME of nanoseconds since 1970-01-01 UTC. Error: "Time N is invalid", for what lies before.
Result<qint64> fileTimeToSet(qint64 nanoseconds);

// What w32tm.exe's exit code says of "/resync /nowait".
enum class ResyncOutcome { Done, ServiceNotRunning, Failed };
ResyncOutcome resyncOutcome(quint32 exitCode);

} // namespace ga
