// SPDX-License-Identifier: Apache-2.0
// Backlog: the requests that wait for their turn, and when they are too many.
#pragma once

#include "commands/command.h"
#include "protocol/envelope.h"

#include <deque>
#include <vector>

namespace ga {

struct Waiting
{
    explicit Waiting(Request request);

    Request request;
    const Command *command; // Its row, looked up once; nullptr: there is none.
    bool answered = true;   // Whether somebody still waits for the answer.

    // A sync that somebody still waits for.
    bool isSync() const { return answered && command && command->traits.lane == Lane::Sync; }

    // An error in the request's place, which costs no more memory than its text and the id.
    void refuse(Error error);
};

// All functions but beforeLastSync() and dropReplies() take the same time however much waits.
class Backlog
{
public:
    // What a host may let wait; and with what is only to be refused.
    static constexpr size_t requestLimit = 1000;
    static constexpr qsizetype byteLimit = 64 << 20;
    static constexpr size_t refusedRequestLimit = 64'000;
    static constexpr qsizetype refusedByteLimit = 2 * byteLimit;

    bool isEmpty() const { return m_waiting.empty(); }
    size_t requests() const { return m_waiting.size(); }
    qsizetype bytes() const { return m_bytes; }
    bool hasSync() const { return m_syncs > 0; }
    bool isFull() const { return m_waiting.size() > requestLimit || m_bytes > byteLimit; }
    bool isOverfull() const
    {
        return m_waiting.size() > refusedRequestLimit || m_bytes > refusedByteLimit;
    }

    void add(Waiting waiting);
    const Waiting &first() const { return m_waiting.front(); }
    Waiting takeFirst();

    qsizetype beforeLastSync() const; // How many wait before it; 0 where there is none.

    // Nobody waits for the answers any more. What is of use to nobody but who knows of it, such as
    // a freeze, is taken out and returned.
    std::vector<Waiting> dropReplies();

private:
    std::deque<Waiting> m_waiting;
    qsizetype m_bytes = 0;
    qsizetype m_syncs = 0;
};

} // namespace ga
