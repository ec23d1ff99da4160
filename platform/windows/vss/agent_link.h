// SPDX-License-Identifier: Apache-2.0
// AgentLink: the agent, as the provider sees it.
#pragma once

#include <chrono>
#include <string>

namespace ga::vss {

enum class HoldEnd {
    Thaw,      // The agent wants writers to go on.
    AgentGone, // It ended without a word.
    TimeUp,
    Interrupted,
};

class AgentLink
{
public:
    virtual ~AgentLink() = default;

    // Whether an agent that lives has told of a snapshot set.
    virtual bool isFreezing() = 0;

    // Whether `snapshotSet` is that of an agent that lives. From here to close() nothing is opened,
    // read or written any more: in CommitSnapshots that could wait for the very writes that it
    // holds.
    virtual bool open(const std::wstring &snapshotSet) = 0;
    virtual void close() = 0;

    // Of the agent of open().
    virtual bool isAgentAlive() = 0;
    virtual void reportFrozen() = 0;
    virtual void reportReleased() = 0;
    virtual HoldEnd waitForThaw(std::chrono::milliseconds limit) = 0;

    // Ends waitForThaw(), also one that is yet to come before the next open(). From any thread.
    virtual void interrupt() = 0;
};

} // namespace ga::vss
