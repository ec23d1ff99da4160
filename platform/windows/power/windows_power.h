// SPDX-License-Identifier: Apache-2.0
// WindowsPower: shuts Windows down and suspends it.
#pragma once

#include "platform/api/power.h"
#include "platform/windows/power/power_calls.h"

#include <chrono>
#include <memory>

namespace ga {

// Why there is no guest-suspend-hybrid.
QString hybridSuspendReason();

class WindowsPower : public Power, public Suspension
{
public:
    // A suspension that hasn't failed after `patience` is under way.
    explicit WindowsPower(std::unique_ptr<PowerCalls> calls,
                          std::chrono::milliseconds patience = std::chrono::seconds(2));

    // Programs are ended by force, what they have not saved is lost: nobody may be there to answer
    // them.
    Result<Nothing> shutdown(ShutdownMode mode) override;
    // Errors: "suspend-to-disk not supported by OS", "suspend-to-ram not supported by OS", with a
    // reason where there is one, and those of PowerCalls.
    Result<Nothing> suspend(SuspendMode mode) override;

private:
    std::shared_ptr<PowerCalls> m_calls; // A suspension may outlast this object.
    std::chrono::milliseconds m_patience;
};

} // namespace ga
