// SPDX-License-Identifier: Apache-2.0
// LeftBehind: the commands that go on although their answer is not awaited any more.
#pragma once

#include "commands/command.h"
#include "protocol/envelope.h"
#include "runtime/worker_lane.h"

#include <QDateTime>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
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
    // All of them, and another unless it is null.
    std::vector<std::shared_ptr<Task>> with(const std::shared_ptr<Task> &another) const;
    bool isFull() const; // No further command may be left to wait behind one that hangs.

    void add(std::shared_ptr<Task> task) { m_tasks.push_back(std::move(task)); }
    // The same, behind what keeps its worker.
    void queue(std::shared_ptr<Task> task);
    void remove(const std::shared_ptr<Task> &task) { std::erase(m_tasks, task); }

    // That worker is no longer the current one: it is kept while something is queued for it.
    void keepLane(quint64 number, std::shared_ptr<WorkerLane> lane);

    // The next to be begun of those queued for a kept worker.
    struct Next
    {
        std::shared_ptr<Task> task;
        std::shared_ptr<WorkerLane> lane;
    };
    std::optional<Next> takeNext(quint64 lane);

    // What works on the command's resource, on another worker than this one; null: nothing does.
    std::shared_ptr<Task> holderOf(const Command &command, quint64 lane) const;

    // An error, if this worker can't begin the command: another one still works on its resource,
    // or too many workers hang.
    Result<Nothing> checkFree(const Command &command, quint64 lane) const;

private:
    size_t hungWorkers(quint64 lane) const;

    struct Queue
    {
        std::shared_ptr<WorkerLane> lane;
        std::deque<std::shared_ptr<Task>> tasks;
    };

    std::vector<std::shared_ptr<Task>> m_tasks; // The queued ones, too.
    std::map<quint64, Queue> m_queues;          // None is empty.
};

} // namespace ga
