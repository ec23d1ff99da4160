// SPDX-License-Identifier: Apache-2.0
// HandleCounter: where the numbers of file handles come from.
#pragma once

#include "protocol/result.h"

#include <QtGlobal>

namespace ga {

class HandleCounter
{
public:
    virtual ~HandleCounter() = default;

    // A number that was never given before, also not before a restart of the agent. Called in any
    // thread, also in two at once. Error where the number can't be recorded: "failed to commit
    // persistent state to disk".
    virtual Result<qint64> nextHandle() = 0;
};

} // namespace ga
