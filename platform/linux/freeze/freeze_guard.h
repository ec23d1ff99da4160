// SPDX-License-Identifier: Apache-2.0
// FreezeGuard: what thaws when the agent can't, as the freezer sees it.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/frozen_set.h"

#include <chrono>
#include <memory>

namespace ga {

// Watches over one freeze. It thaws when the agent is gone or the time is up.
class FreezeGuard
{
public:
    // Not released, it thaws.
    virtual ~FreezeGuard() = default;

    // Just before the first file system is frozen: the time runs from here. Zero: without end.
    virtual void arm(std::chrono::milliseconds timeout) = 0;

    // After the thaw, or where nothing was frozen: it ends, and no end() comes any more.
    virtual void release() = 0;

    // Expired: it has thawed everything. Unguarded: it is gone, and has thawed nothing.
    virtual std::optional<FreezeEnd> end() const = 0;
};

class FreezeGuards
{
public:
    virtual ~FreezeGuards() = default;

    // One that holds what is about to be frozen and stands ready. `notify` is called in another
    // thread when its end() comes.
    virtual Result<std::unique_ptr<FreezeGuard>> post(const FrozenSet &candidates,
                                                      std::function<void()> notify) = 0;
};

} // namespace ga
