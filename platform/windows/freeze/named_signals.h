// SPDX-License-Identifier: Apache-2.0
// NamedSignals: the agent's side of the handshake with the provider, by kernel objects with names.
#pragma once

#include "platform/windows/freeze/freeze_signals.h"
#include "platform/windows/system/handle.h"

#include <string>

namespace ga {

class NamedSignals : public FreezeSignals
{
public:
    ~NamedSignals() override;

    // Error: also where an object of that name was there already: somebody else's, then.
    Result<Nothing> open(const QString &snapshotSet) override;
    void close() override;
    bool waitForFrozen(std::chrono::milliseconds patience) override;
    bool isReleased() override;
    void thaw() override; // Nothing where it is not open.

private:
    Handle m_frozen;
    Handle m_thaw;
    Handle m_released;
    std::wstring m_set; // The snapshot set's id.
    Handle m_agent; // The mutex; owned by the thread of open().
};

} // namespace ga
