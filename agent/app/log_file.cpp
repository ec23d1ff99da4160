// SPDX-License-Identifier: Apache-2.0
// A bounded queue, a thread, and a state that outlives whichever of them ends first.
#include "app/log_file.h"

#include "app/log_line.h"

#include <QFile>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace ga {

namespace {

constexpr std::chrono::milliseconds longestWait(LogFile::patience);

// What Qt has to say about a write would come back here.
thread_local bool isWriter = false;

struct Opening
{
    QString path;
    bool isAwaited = true;
    std::optional<Result<Nothing>> outcome;
};

// The thread's alone.
class Target
{
public:
    Result<Nothing> open(const QString &path)
    {
        auto file = std::make_unique<QFile>(path);
        // Unbuffered: each line is one write(2), so that lines of two programs don't mix.
        if (!file->open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return fail(
                QStringLiteral("unable to open specified log file: %1").arg(file->errorString()));
        m_file = std::move(file);
        return Nothing{};
    }

    void write(const QByteArray &line)
    {
        if (m_file) {
            m_file->write(line);
        } else {
            std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
            std::fflush(stderr);
        }
    }

private:
    std::unique_ptr<QFile> m_file;
};

QByteArray lineNow(QtMsgType type, const QString &text)
{
    using namespace std::chrono;
    return logLine(duration_cast<microseconds>(system_clock::now().time_since_epoch()), type, text);
}

} // namespace

struct LogFile::State
{
    Target target; // The thread's alone.
    std::mutex mutex;
    std::condition_variable changed;
    std::shared_ptr<Opening> opening; // The next one.
    QString path;                     // Of the file that is, or is to be, written to.
    std::deque<QByteArray> queue;
    qint64 dropped = 0;
    bool isHeld = false;
    bool isWriting = false;
    bool isStuck = false; // Somebody has waited in vain.
    bool isClosed = false;

    bool hasWork() const { return !isHeld && (opening || !queue.empty()); }

    // False where it was not so in time.
    template <typename Condition>
    bool waitFor(std::unique_lock<std::mutex> &lock, Condition condition)
    {
        if (condition())
            return true;
        if (!isStuck)
            isStuck = !changed.wait_for(lock, longestWait, condition);
        return !isStuck;
    }

    void settle(std::unique_lock<std::mutex> &lock)
    {
        waitFor(lock, [this] { return !isWriting && !hasWork(); });
    }

    void carryOut(std::unique_lock<std::mutex> &lock);
};

// Opens and writes all that is asked for, without the lock.
void LogFile::State::carryOut(std::unique_lock<std::mutex> &lock)
{
    const auto toOpen = std::exchange(opening, nullptr);
    const auto lines = std::exchange(queue, {});
    const qint64 lost = std::exchange(dropped, 0);
    isWriting = true;
    lock.unlock();
    std::optional<Result<Nothing>> opened;
    if (toOpen)
        opened = target.open(toOpen->path);
    for (const QByteArray &line : lines)
        target.write(line);
    if (lost > 0) {
        const QString text = QStringLiteral("%1 more messages came while nothing could be written");
        target.write(lineNow(QtWarningMsg, text.arg(lost)));
    }
    lock.lock();
    if (toOpen) {
        if (*opened || !toOpen->isAwaited)
            path = toOpen->path;
        if (!*opened && !toOpen->isAwaited)
            queue.push_back(lineNow(QtCriticalMsg, opened->error().description));
        toOpen->outcome = std::move(opened);
    }
    isWriting = isStuck = false;
    changed.notify_all();
}

LogFile::LogFile()
    : m_state(std::make_shared<State>())
{
    std::thread([state = m_state] { run(state); }).detach();
}

LogFile::~LogFile()
{
    std::unique_lock lock(m_state->mutex);
    m_state->isClosed = true;
    m_state->changed.notify_all();
    m_state->settle(lock);
}

void LogFile::run(const std::shared_ptr<State> &state)
{
    isWriter = true;
    std::unique_lock lock(state->mutex);
    for (;;) {
        state->changed.wait(lock, [&] { return state->isClosed || state->hasWork(); });
        if (!state->hasWork())
            return;
        state->carryOut(lock);
    }
}

Result<Nothing> LogFile::open(const QString &path)
{
    const auto opening = std::make_shared<Opening>();
    opening->path = path;
    std::unique_lock lock(m_state->mutex);
    m_state->opening = opening;
    m_state->changed.notify_all();
    const bool isDone =
        !m_state->isHeld && m_state->waitFor(lock, [&] { return opening->outcome.has_value(); });
    opening->isAwaited = false;
    return isDone ? *opening->outcome : Nothing{};
}

Result<Nothing> LogFile::reopen()
{
    QString path;
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->path.isEmpty() || m_state->opening)
            return Nothing{};
        path = m_state->path;
    }
    return open(path);
}

void LogFile::write(const QByteArray &line)
{
    if (isWriter)
        return;
    std::unique_lock lock(m_state->mutex);
    if (qsizetype(m_state->queue.size()) >= queueLimit) {
        ++m_state->dropped;
        return;
    }
    m_state->queue.push_back(line);
    m_state->changed.notify_all();
    if (!m_state->isHeld)
        m_state->settle(lock);
}

void LogFile::hold()
{
    std::unique_lock lock(m_state->mutex);
    m_state->isHeld = true;
    m_state->changed.notify_all();
    m_state->waitFor(lock, [this] { return !m_state->isWriting; });
}

void LogFile::release()
{
    std::unique_lock lock(m_state->mutex);
    m_state->isHeld = false;
    m_state->changed.notify_all();
    m_state->settle(lock);
}

} // namespace ga
