// SPDX-License-Identifier: Apache-2.0
// What is counted as requests come and go, so that nobody has to look through them.
#include "runtime/backlog.h"

#include "commands/catalogue.h"

#include <algorithm>
#include <limits>

namespace ga {

namespace {

qsizetype bytesOf(const Request &request)
{
    constexpr qsizetype letter = sizeof(QChar);
    return request.size + (request.error ? request.error->description.size() * letter : 0);
}

// {"id": ...} or {}, read anew: a part of the old message would keep all of it in memory.
void keepOnlyId(Request &request)
{
    JsonWriter writer;
    writer.beginObject();
    if (const auto id = request.id()) {
        writer.key("id");
        writer.value(*id);
    }
    writer.endObject();
    // Escaped it may be longer than what a host may send.
    Framer framer(std::numeric_limits<qsizetype>::max() - 1);
    Request kept = readRequest(std::move(framer.feed(writer.take()).front()));
    request.message = std::move(kept.message);
    request.size = kept.size;
}

} // namespace

Waiting::Waiting(Request asked)
    : request(std::move(asked))
    , command(findCommand(request.command.toUtf8()))
{}

void Waiting::refuse(Error error)
{
    request.error = std::move(error);
    if (request.message) // Else it was no JSON.
        keepOnlyId(request);
}

void Backlog::add(Waiting waiting)
{
    m_bytes += bytesOf(waiting.request);
    m_syncs += waiting.isSync();
    m_waiting.push_back(std::move(waiting));
}

Waiting Backlog::takeFirst()
{
    Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_bytes -= bytesOf(waiting.request);
    m_syncs -= waiting.isSync();
    return waiting;
}

qsizetype Backlog::beforeLastSync() const
{
    const auto last = std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                                   [](const Waiting &waiting) { return waiting.isSync(); });
    return last == m_waiting.rend() ? 0 : m_waiting.rend() - last - 1;
}

std::vector<Waiting> Backlog::dropReplies()
{
    std::vector<Waiting> useless;
    std::deque<Waiting> kept;
    for (Waiting &waiting : m_waiting) {
        waiting.answered = false;
        const bool isUseless = waiting.command && waiting.command->traits.undo;
        if (isUseless) {
            m_bytes -= bytesOf(waiting.request);
            useless.push_back(std::move(waiting));
        } else {
            kept.push_back(std::move(waiting));
        }
    }
    m_waiting = std::move(kept);
    m_syncs = 0;
    return useless;
}

} // namespace ga
