// SPDX-License-Identifier: Apache-2.0
// The order of work and of answers.
#include "runtime/dispatcher.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <chrono>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcDispatch, "ga.dispatch")

constexpr char sentinel = '\xff';

Result<QByteArray> carryOut(Services &services, const Request &request, const Command &command)
{
    return successLine(request, [&](JsonWriter &writer) {
        return command.run(services, request.arguments(), writer);
    });
}

} // namespace

Dispatcher::Dispatcher(Services &services, const CommandGate &gate, DispatcherTimes times)
    : m_services(services)
    , m_gate(gate)
    , m_deadlineOf(times.deadlineOf)
    , m_mailbox(std::make_shared<Mailbox<Dispatcher>>(this))
{
    for (QTimer *timer : {&m_patience, &m_deadline, &m_hold, &m_congestion})
        timer->setSingleShot(true);
    m_patience.setInterval(times.patience);
    m_hold.setInterval(times.hold);
    m_congestion.setInterval(times.congestion);
    connect(&m_patience, &QTimer::timeout, this, &Dispatcher::overtake);
    connect(&m_deadline, &QTimer::timeout, this, &Dispatcher::giveUpWaiting);
    connect(&m_hold, &QTimer::timeout, this, [this] {
        m_holdExpired = true;
        advance();
    });
    connect(&m_congestion, &QTimer::timeout, this, [this] {
        m_congested = true;
        Q_EMIT progressed();
    });
}

Dispatcher::~Dispatcher()
{
    m_mailbox->close();
}

bool Dispatcher::hasUnfinishedWork() const
{
    return m_running || !m_unanswered.isEmpty();
}

void Dispatcher::submit(Request request)
{
    Waiting waiting(std::move(request));
    if (isOutOfRoom())
        refuseForRoom(waiting);
    m_backlog.add(std::move(waiting));
    advance();
}

// A command that hangs keeps a full backlog waiting, so that a sync that the host sends now would
// not be read. One that was read goes past it in a moment, and makes room.
bool Dispatcher::isOutOfRoom() const
{
    return m_congested && m_backlog.isFull() && !m_backlog.hasSync();
}

bool Dispatcher::takesMore() const
{
    return !m_backlog.isFull() || (isOutOfRoom() && !m_backlog.isOverfull());
}

// In its place in the order. What is allowed while frozen is small, and thaws or serves the
// session.
void Dispatcher::refuseForRoom(Waiting &waiting) const
{
    const Request &request = waiting.request;
    if (request.error)
        return waiting.refuse(*request.error);
    if (waiting.command && waiting.command->traits.whenFrozen == WhenFrozen::Allow)
        return;
    waiting.refuse(
        Error::generic(QStringLiteral("%1 can't be begun: %2 requests are waiting for %3 since %4")
                           .arg(request.command, QString::number(m_backlog.requests()),
                                QLatin1StringView(m_running->command->name),
                                m_running->since.toString(Qt::ISODate))));
}

void Dispatcher::setPaused(bool paused)
{
    m_paused = paused;
    advance();
}

void Dispatcher::advance()
{
    if (m_advancing) // A reply may pause, resume or end the session that called.
        return;
    m_advancing = true;
    while (!m_paused && !m_running && !m_backlog.isEmpty() && !isHeldUp()) {
        serve(m_backlog.takeFirst());
        if (!m_running)
            Q_EMIT progressed();
    }
    m_advancing = false;
    startTimers();
}

// The command to carry out, or what is wrong with the request or with the command at this moment.
Result<const Command *> Dispatcher::admit(const Request &request) const
{
    return request.error ? Result<const Command *>(fail(*request.error))
                         : m_gate.admit(request.command);
}

// Whether the first request waits for a resource that a command left behind still uses.
bool Dispatcher::isHeldUp()
{
    const auto command = admit(m_backlog.first().request);
    const bool busy = command && m_unanswered.holderOf(**command, m_laneNumber);
    if (busy && !m_holdExpired) {
        if (!m_hold.isActive())
            m_hold.start();
        return true;
    }
    m_hold.stop();
    m_holdExpired = false;
    return false;
}

// Whether the command can be begun: its resource is free, and there is a thread for it.
Result<Nothing> Dispatcher::checkFree(const Command &command)
{
    if (command.traits.lane != Lane::Worker)
        return Nothing{};
    if (auto free = m_unanswered.checkFree(command, m_laneNumber); !free)
        return free;
    return provideLane().map_error([&command](Error error) {
        error.description = QStringLiteral("%1 can't be begun: %2")
                                .arg(QLatin1StringView(command.name), error.description);
        return error;
    });
}

Result<Nothing> Dispatcher::provideLane()
{
    if (m_lane)
        return Nothing{};
    auto lane = WorkerLane::create();
    if (!lane)
        return fail(std::move(lane).error());
    m_lane = *std::move(lane);
    return Nothing{};
}

void Dispatcher::serve(Waiting waiting)
{
    const Request &request = waiting.request;
    const auto command = admit(request);
    const auto free = command ? checkFree(**command) : Result<Nothing>(fail(command.error()));
    if (!free) {
        refuse(waiting, free.error());
    } else if ((*command)->traits.lane == Lane::Worker) {
        m_running = taskOf(std::move(waiting), **command);
        post(m_running, *m_lane);
        m_deadline.start(m_deadlineOf(**command));
    } else if (waiting.answered) {
        runInline(request, **command);
    }
}

void Dispatcher::refuse(const Waiting &waiting, const Error &error)
{
    const Request &request = waiting.request;
    // What was no request may be a part of one, with a password or a file in it.
    qCDebug(lcDispatch).noquote() << "refused:"
                                  << (request.message ? error.description
                                                      : QStringLiteral("this is no JSON"));
    Q_EMIT handled({request, waiting.command, &error});
    if (waiting.answered)
        Q_EMIT reply(errorLine(request, error));
}

void Dispatcher::runInline(const Request &request, const Command &command)
{
    const auto line = carryOut(m_services, request, command);
    Q_EMIT handled({request, &command, line ? nullptr : &line.error()});
    if (!line)
        Q_EMIT reply(errorLine(request, line.error()));
    else if (command.traits.answer == Answer::Delimited)
        Q_EMIT reply(sentinel + *line);
    else
        Q_EMIT reply(*line);
}

std::shared_ptr<Task> Dispatcher::taskOf(Waiting waiting, const Command &command) const
{
    return std::make_shared<Task>(Task{std::move(waiting.request), &command, m_laneNumber,
                                       QDateTime::currentDateTime(), waiting.answered});
}

void Dispatcher::post(const std::shared_ptr<Task> &task, WorkerLane &lane)
{
    task->begun = std::chrono::steady_clock::now();
    lane.post([task, mailbox = m_mailbox, &services = m_services] {
        auto line = carryOut(services, task->request, *task->command);
        mailbox->send([task, line = std::move(line)](Dispatcher &dispatcher) {
            dispatcher.finish(task, line);
        });
    });
}

void Dispatcher::finish(const std::shared_ptr<Task> &task, const Result<QByteArray> &line)
{
    using namespace std::chrono;
    const auto duration = duration_cast<milliseconds>(steady_clock::now() - task->begun);
    qCDebug(lcDispatch) << task->command->name << (line ? "done in" : "failed after")
                        << duration.count() << "ms";
    Q_EMIT handled({task->request, task->command, line ? nullptr : &line.error(), duration});
    const bool isTakenBack = task->givenUp && line && takeBack(task, *line);
    if (!isTakenBack)
        m_unanswered.remove(task);
    if (task == m_running) {
        takeRunning();
        m_patience.stop();
    }
    beginNextBehind(task->lane);
    if (task->answered) {
        if (!line)
            Q_EMIT reply(errorLine(task->request, line.error()));
        else if (task->command->traits.answer != Answer::OnlyErrors)
            Q_EMIT reply(*line);
    }
    Q_EMIT progressed();
    advance();
}

std::shared_ptr<Task> Dispatcher::takeRunning()
{
    m_deadline.stop();
    m_congestion.stop();
    m_congested = false;
    return std::exchange(m_running, nullptr);
}

// A sync behind a command that runs, or that waits for one: give it a moment, then go past. And a
// full backlog behind one that runs.
void Dispatcher::startTimers()
{
    const bool heldUp = m_running || m_hold.isActive();
    if (heldUp && m_backlog.hasSync() && !m_patience.isActive())
        m_patience.start();
    if (m_running && m_backlog.isFull() && !m_congested && !m_congestion.isActive())
        m_congestion.start();
}

void Dispatcher::dropReplies()
{
    m_patience.stop();
    const Error gone = Error::generic(QStringLiteral("not begun: its host has gone"));
    for (const Waiting &useless : m_backlog.dropReplies())
        refuse(useless, gone);
    if (!m_running)
        return;
    m_running->answered = false;
    if (m_running->command->traits.undo) {
        leaveRunning();
        takeNewLane();
        Q_EMIT progressed();
        advance();
    }
}

} // namespace ga
