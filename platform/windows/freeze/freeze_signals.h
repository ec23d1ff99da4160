// SPDX-License-Identifier: Apache-2.0
// FreezeSignals: the VSS provider, as the agent sees it.
#pragma once

#include "protocol/result.h"

#include <QString>

#include <chrono>

namespace ga {

// Opened, used and closed in one thread: the provider takes the end of that thread for the agent's.
class FreezeSignals
{
public:
    virtual ~FreezeSignals() = default;

    // Tells the provider of the snapshot set. Error: what could not be created.
    virtual Result<Nothing> open(const QString &snapshotSet) = 0;
    virtual void close() = 0;

    virtual bool waitForFrozen(std::chrono::milliseconds patience) = 0;
    virtual bool isReleased() = 0; // The provider gave up waiting.
    virtual void thaw() = 0;
};

} // namespace ga
