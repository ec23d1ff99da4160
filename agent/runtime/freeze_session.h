// SPDX-License-Identifier: Apache-2.0
// FreezeSession: whether the guest's file systems are frozen, and what goes with freezing and
// thawing them.
#pragma once

#include "platform/api/platform.h"
#include "runtime/freeze_news.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

namespace ga {

// Outlives the agent: tells the next one that file systems are frozen. qemu-ga's is the file
// qga.state.isfrozen.
class FrozenMarker
{
public:
    virtual ~FrozenMarker() = default;

    virtual bool isSet() const = 0;
    virtual Result<Nothing> set() = 0;
    virtual void hold() = 0; // From now on the agent itself writes nothing.
    virtual Result<Nothing> clear() = 0;
};

// Freezes and thaws come from workers, ends from threads of the freezer: they wait for each other,
// and hooks are run under way.
class FreezeSession
{
public:
    // Frozen from the start where `marker` is set, until recover(). The marker is not owned and may
    // be missing.
    explicit FreezeSession(Platform &platform, FrozenMarker *marker = nullptr);
    ~FreezeSession(); // Waits for an end that is being dealt with, its hook included.
    FreezeSession(const FreezeSession &) = delete;
    FreezeSession &operator=(const FreezeSession &) = delete;

    // Told of each change from now on; to be set before anything freezes or thaws.
    void setListener(FreezeListener listener) { m_listener = std::move(listener); }

    // Frozen from before the first file system is frozen until after the last is thawed. May be
    // asked in any thread.
    FreezeStatus status() const;

    // Runs the hook, then freezes; returns how many file systems are frozen. A hook that fails is
    // the error, and nothing is frozen. The hook is told of the thaw where freezing failed, and
    // that there was nothing to freeze. A freeze that ends early, by its time, by the loss of its
    // guard or by the system, is thawed here, with marker, hook and a line in the event log.
    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints);

    // Thaws whatever the status is, then runs the hook; returns how many file systems were frozen:
    // 0 after a freeze whose time was up. An error of the hook is an error although all is thawed;
    // after one of thawing the status stays what it was. The first thaw after a freeze that did
    // not last, because its guard was lost or the system let writers go on, is an error.
    Result<qint64> thaw(ThawAsker asker = ThawAsker::Host);

    // At the start, where an earlier agent left its marker: thaws all that can be found, runs the
    // hook and clears the marker. What was frozen can't be asked of Linux, but it can be thawed;
    // and a freeze that its agent has left serves nobody. May be called in any thread.
    void recover();

    // Before the agent ends: thaws what is frozen, and lets no freeze begin any more. Error: of
    // thawing, or where a freeze, a thaw or their hook is still under way after `patience`.
    // It goes on in a thread then, which isBusy() tells of. To be called once.
    Result<Nothing> end(std::chrono::milliseconds patience);

    // Whether a freeze, a thaw or their hook is under way at this moment.
    bool isBusy() const;

private:
    using State = FreezeStage;

    Result<qint64> thawLocked();
    Result<qint64> thawAtLast();
    Result<Nothing> thawForEnd();
    void finishEarlyEnd();
    Result<Nothing> runHook(FreezeHookEvent event);
    void enterFrozen();
    void leaveFrozen();
    void clearMarker();
    void setState(State state);

    Platform &m_platform;
    FrozenMarker *m_marker;
    std::atomic<State> m_state = State::Thawed;
    std::atomic<bool> m_ending = false;
    FreezeListener m_listener;
    mutable std::mutex m_mutex;   // Held through every change; guards what follows.
    std::optional<Error> m_lapse; // What the next thaw of the host answers.
    FreezeNews m_news;
    std::thread m_endThread;
};

} // namespace ga
