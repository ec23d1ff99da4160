// SPDX-License-Identifier: Apache-2.0
// LeftBehind: the commands that go on although their answer is not awaited any more.
#pragma once

#include "commands/command.h"
#include "protocol/envelope.h"

#include <QDateTime>

#include <chrono>
#include <memory>
#include <vector>

namespace ga {

// A request in a worker's hands.
struct Task
{
    Request request;
    const Command *command;
    quint64 lane; // Which worker has it: workers are numbered, and no number is used twice.
    QDateTime since;
    bool answered;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    bool givenUp = false; // Its client was told to go on without it, or went on by itself.
};

class LeftBehind
{
public:
    bool isEmpty() const { return m_tasks.empty(); }
    bool isFull() const; // No further command may be left to wait behind one that hangs.

    void add(std::shared_ptr<Task> task) { m_tasks.push_back(std::move(task)); }
    void remove(const std::shared_ptr<Task> &task) { std::erase(m_tasks, task); }

    // What works on the command's resource, on another worker than this one; null: nothing does.
    std::shared_ptr<Task> holderOf(const Command &command, quint64 lane) const;

    // An error, if this worker can't begin the command: another one still works on its resource,
    // or too many workers hang.
    Result<Nothing> checkFree(const Command &command, quint64 lane) const;

private:
    size_t hungWorkers(quint64 lane) const;

    std::vector<std::shared_ptr<Task>> m_tasks;
};

} // namespace ga
