// SPDX-License-Identifier: Apache-2.0
// FreezeSession: whether the guest's file systems are frozen, and what goes with freezing and
// thawing them.
#pragma once

#include "platform/api/platform.h"

#include <atomic>

namespace ga {

// Outlives the agent: tells the next one that file systems are frozen. qemu-ga's is the file
// qga.state.isfrozen.
class FrozenMarker
{
public:
    virtual ~FrozenMarker() = default;

    virtual bool isSet() const = 0;
    virtual Result<Nothing> set() = 0;
    virtual Result<Nothing> clear() = 0;
};

class FreezeSession
{
public:
    // Frozen from the start where `marker` is set. The marker is not owned and may be missing.
    explicit FreezeSession(Platform &platform, FrozenMarker *marker = nullptr);

    // Frozen from before the first file system is frozen until after the last is thawed. May be
    // asked in any thread.
    FreezeStatus status() const;

    // Runs the hook, then freezes; returns how many file systems are frozen. A hook that fails is
    // the error, and nothing is frozen. The hook is told of the thaw where freezing failed, but not
    // where there was nothing to freeze.
    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints);

    // Thaws whatever the status is, then runs the hook; returns how many file systems were frozen.
    // An error of the hook is an error although all is thawed; after one of thawing the status
    // stays what it was.
    Result<qint64> thaw();

private:
    enum class State { Thawed, Freezing, Frozen, Thawing };

    Result<Nothing> runHook(FreezeHookEvent event);
    void enterFrozen();
    void leaveFrozen();

    Platform &m_platform;
    FrozenMarker *m_marker;
    std::atomic<State> m_state = State::Thawed;
};

} // namespace ga
