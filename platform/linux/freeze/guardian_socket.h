// SPDX-License-Identifier: Apache-2.0
// The agent's end of the conversation with its guardian.
#pragma once

#include "platform/linux/descriptor.h"
#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/guardian/guardian_protocol.h"
#include "protocol/result.h"

#include <chrono>
#include <optional>

namespace ga {

class GuardianSocket
{
public:
    explicit GuardianSocket(Descriptor socket)
        : m_socket(std::move(socket))
    {}

    // Hands all descriptors over and waits until the guardian confirms that it holds them.
    Result<Nothing> handOver(const FrozenSet &set, std::chrono::milliseconds patience);

    // A guardian that is gone is not told; receive() finds out.
    bool tell(guardian::Word word, qint64 value = 0);

    // Blocks. Nothing where the guardian is gone, or speaks another language.
    std::optional<guardian::Message> receive();

    // The guardian sees the agent's end; receive() returns nothing.
    void hangUp();

private:
    Result<Nothing> confirm(qint64 count, std::chrono::milliseconds patience);

    Descriptor m_socket;
};

} // namespace ga
