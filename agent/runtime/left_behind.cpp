// SPDX-License-Identifier: Apache-2.0
// Which resources and workers the commands that nobody waits for still hold.
#include "runtime/left_behind.h"

#include <algorithm>
#include <set>

namespace ga {

namespace {

// Each worker that hangs is a thread, and may do so for ever.
constexpr size_t hungWorkersLimit = 32;

// Commands waiting behind those that hang: each keeps its request in memory.
constexpr size_t tasksLimit = 1000;
constexpr qsizetype bytesLimit = 64 << 20;

} // namespace

std::vector<std::shared_ptr<Task>> LeftBehind::with(const std::shared_ptr<Task> &another) const
{
    auto tasks = m_tasks;
    if (another)
        tasks.push_back(another);
    return tasks;
}

bool LeftBehind::isFull() const
{
    qsizetype bytes = 0;
    for (const std::shared_ptr<Task> &task : m_tasks)
        bytes += task->request.size;
    return m_tasks.size() >= tasksLimit || bytes > bytesLimit;
}

void LeftBehind::queue(std::shared_ptr<Task> task)
{
    m_queues[task->lane].tasks.push_back(task);
    add(std::move(task));
}

void LeftBehind::keepLane(quint64 number, std::shared_ptr<WorkerLane> lane)
{
    if (const auto queue = m_queues.find(number); queue != m_queues.end())
        queue->second.lane = std::move(lane);
}

std::optional<LeftBehind::Next> LeftBehind::takeNext(quint64 lane)
{
    const auto queue = m_queues.find(lane);
    if (queue == m_queues.end())
        return std::nullopt;
    Next next{std::move(queue->second.tasks.front()), queue->second.lane};
    queue->second.tasks.pop_front();
    if (queue->second.tasks.empty())
        m_queues.erase(queue);
    return next;
}

std::shared_ptr<Task> LeftBehind::holderOf(const Command &command, quint64 lane) const
{
    if (command.traits.resource == Resource::None)
        return nullptr;
    const auto found = std::find_if(m_tasks.begin(), m_tasks.end(), [&](const auto &task) {
        return task->command->traits.resource == command.traits.resource && task->lane != lane;
    });
    return found == m_tasks.end() ? nullptr : *found;
}

size_t LeftBehind::hungWorkers(quint64 lane) const
{
    std::set<quint64> lanes;
    for (const std::shared_ptr<Task> &task : m_tasks)
        lanes.insert(task->lane);
    lanes.erase(lane);
    return lanes.size();
}

Result<Nothing> LeftBehind::checkFree(const Command &command, quint64 lane) const
{
    const QLatin1StringView name(command.name);
    const bool isThaw = command.traits.whenFrozen == WhenFrozen::Allow; // Or serves one.
    if (const size_t hung = hungWorkers(lane); hung >= hungWorkersLimit && !isThaw)
        return fail(
            QStringLiteral("%1 can't be begun: %2 commands are still running").arg(name).arg(hung));
    if (const auto holder = holderOf(command, lane)) {
        return fail(QStringLiteral("%1 can't be begun: %2 is still running since %3")
                        .arg(name, QLatin1StringView(holder->command->name),
                             holder->since.toString(Qt::ISODate)));
    }
    return Nothing{};
}

} // namespace ga
