// SPDX-License-Identifier: Apache-2.0
// FreezeSession: whether the guest's file systems are frozen, by whose word, and since when.
#pragma once

#include "platform/api/platform.h"

#include <atomic>

namespace ga {

class FreezeSession
{
public:
    explicit FreezeSession(Platform &platform)
        : m_platform(platform)
    {}

    // May be asked in any thread.
    FreezeStatus status() const { return m_frozen ? FreezeStatus::Frozen : FreezeStatus::Thawed; }

    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints);
    Result<qint64> thaw();

private:
    Platform &m_platform;
    std::atomic<bool> m_frozen = false;
};

} // namespace ga
