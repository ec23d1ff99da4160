// SPDX-License-Identifier: Apache-2.0
// What the agent and the guardian of its freeze say to each other, over a pair of SOCK_SEQPACKET
// sockets.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ga::guardian {

// An agent and a guardian of another version, during an upgrade say, must not misunderstand each
// other.
constexpr std::uint32_t protocolVersion = 1;

constexpr int socketNumber = 0; // The guardian's end is its standard input.

constexpr std::size_t descriptorsAtOnce = 250; // The kernel takes 253 in one message (unix(7)).

enum class Word : std::uint32_t {
    // Of the agent, in this order:
    Hold,    // Comes with descriptors, one of each file system, in the order of freezing.
    Check,   // Answered by Ready.
    Arm,     // The time runs from now on; `value` in milliseconds, 0: without end.
    Release, // All is thawed, or was never frozen: the guardian ends.
    // Of the guardian:
    Ready,   // `value`: how many descriptors it holds.
    Expired, // The time was up; all is thawed that answers. The guardian ends with the last thaw.
};

struct Message
{
    std::uint32_t version = protocolVersion;
    Word word = Word::Check;
    std::int64_t value = 0;
};

} // namespace ga::guardian
