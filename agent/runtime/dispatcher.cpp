// SPDX-License-Identifier: Apache-2.0
// The order of work and of answers.
#include "runtime/dispatcher.h"

#include "commands/catalogue.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcDispatch, "ga.dispatch")

// Long enough that a client that sends a quick command and a sync behind it gets both answers, as
// from qemu-ga.
constexpr std::chrono::milliseconds patience{20};

// A command that was left behind mostly ends soon: what works on the same resource waits this long
// before it is refused.
constexpr std::chrono::milliseconds hold{1000};

constexpr char sentinel = '\xff';

Result<QByteArray> carryOut(Services &services, const Request &request, const Command &command)
{
    return successLine(request, [&](JsonWriter &writer) {
        return command.run(services, request.arguments(), writer);
    });
}

} // namespace

Dispatcher::Dispatcher(Services &services, const CommandGate &gate, DeadlineOf deadlineOf)
    : m_services(services)
    , m_gate(gate)
    , m_deadlineOf(deadlineOf)
    , m_lane(std::make_shared<WorkerLane>())
    , m_mailbox(std::make_shared<Mailbox<Dispatcher>>(this))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &Dispatcher::overtake);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Dispatcher::giveUpWaiting);
    m_hold.setSingleShot(true);
    m_hold.setInterval(hold);
    connect(&m_hold, &QTimer::timeout, this, [this] {
        m_holdExpired = true;
        advance();
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
    m_waitingBytes += request.size;
    m_waiting.push_back({std::move(request)});
    advance();
}

Dispatcher::Waiting Dispatcher::takeFirst()
{
    Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_waitingBytes -= waiting.request.size;
    return waiting;
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
    while (!m_paused && !m_running && !m_waiting.empty() && !isHeldUp()) {
        serve(takeFirst());
        if (!m_running)
            Q_EMIT progressed();
    }
    m_advancing = false;
    expectOvertaking();
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
    const auto command = admit(m_waiting.front().request);
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

Result<Nothing> Dispatcher::checkFree(const Command &command) const
{
    if (command.traits.lane != Lane::Worker)
        return Nothing{};
    return m_unanswered.checkFree(command, m_laneNumber);
}

void Dispatcher::serve(Waiting waiting)
{
    const Request &request = waiting.request;
    const auto command = admit(request);
    const auto free = command ? checkFree(**command) : Result<Nothing>(fail(command.error()));
    if (!free) {
        // What was no request may be a part of one, with a password or a file in it.
        qCDebug(lcDispatch).noquote()
            << "refused:"
            << (request.message ? free.error().description : QStringLiteral("this is no JSON"));
        Q_EMIT handled({request, findCommand(request.command.toUtf8()), &free.error()});
        if (waiting.answered)
            Q_EMIT reply(errorLine(request, free.error()));
    } else if ((*command)->traits.lane == Lane::Worker) {
        m_running = taskOf(std::move(waiting), **command);
        post(m_running, *m_lane);
        m_deadline.start(m_deadlineOf(**command));
    } else if (waiting.answered) {
        runInline(request, **command);
    }
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
        m_running.reset();
        m_patience.stop();
        m_deadline.stop();
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

// A sync that somebody still waits for.
bool Dispatcher::isSync(const Waiting &waiting)
{
    const Command *command = findCommand(waiting.request.command.toUtf8());
    return waiting.answered && command && command->traits.lane == Lane::Sync;
}

// A sync behind a command that runs, or that waits for one: give it a moment, then go past.
void Dispatcher::expectOvertaking()
{
    const bool heldUp = m_running || m_hold.isActive();
    if (heldUp && !m_patience.isActive() && std::any_of(m_waiting.begin(), m_waiting.end(), isSync))
        m_patience.start();
}

void Dispatcher::overtake()
{
    const auto lastSync = std::find_if(m_waiting.rbegin(), m_waiting.rend(), isSync);
    if (lastSync == m_waiting.rend() || (!m_running && !m_hold.isActive()))
        return;
    const bool laneHangs = bool(m_running);
    if (laneHangs) {
        qCInfo(lcDispatch) << "a sync went past" << m_running->command->name
                           << "which goes on without an answer";
        leaveRunning();
    }
    for (auto before = m_waiting.rend() - lastSync - 1; before > 0; --before)
        leaveBehind(takeFirst());
    m_hold.stop();
    const quint64 lane = m_laneNumber;
    takeNewLane();
    if (!laneHangs)
        beginNextBehind(lane);
    Q_EMIT progressed();
    advance();
}

// Past its deadline a command is answered for: with what still runs, and since when.
void Dispatcher::giveUpWaiting()
{
    const Command &command = *m_running->command;
    const Error error =
        Error::generic(QStringLiteral("%1 has not ended in time; it is still running since %2")
                           .arg(QLatin1StringView(command.name))
                           .arg(m_running->since.toString(Qt::ISODate)));
    qCWarning(lcDispatch).noquote() << error.description;
    if (m_running->answered)
        Q_EMIT reply(errorLine(m_running->request, error));
    leaveRunning();
    takeNewLane();
    Q_EMIT progressed();
    advance();
}

void Dispatcher::leaveRunning()
{
    m_deadline.stop();
    m_running->answered = false;
    m_running->givenUp = true;
    m_unanswered.add(std::exchange(m_running, nullptr));
}

// The old one finishes what it has, and is kept while more is to follow there. Its number is never
// used again, unlike its address.
void Dispatcher::takeNewLane()
{
    m_unanswered.keepLane(m_laneNumber, std::exchange(m_lane, std::make_shared<WorkerLane>()));
    ++m_laneNumber;
}

// At once, whatever hangs; until it is done the task still holds its resource. False where there is
// nothing to take back.
bool Dispatcher::takeBack(const std::shared_ptr<Task> &task, const QByteArray &reply)
{
    const Undo undo = task->command->traits.undo;
    if (!undo)
        return false;
    WorkerLane().post([undo, task, reply, mailbox = m_mailbox, &services = m_services] {
        undo(services, reply);
        mailbox->send([task](Dispatcher &dispatcher) {
            dispatcher.m_unanswered.remove(task);
            Q_EMIT dispatcher.progressed();
            dispatcher.advance();
        });
    });
    return true;
}

// What was asked for before the sync is still done, behind the command that hangs; but not what
// would only have been an answer.
void Dispatcher::leaveBehind(Waiting waiting)
{
    const auto command = admit(waiting.request);
    if (!command || !checkFree(**command))
        return;
    const CommandTraits &traits = (*command)->traits;
    if (traits.lane != Lane::Worker || traits.risk == Risk::Observe || traits.undo)
        return;
    if (m_unanswered.isFull()) {
        qCWarning(lcDispatch) << (*command)->name << "is not done: too much waits to be done";
        return;
    }
    waiting.answered = false;
    m_unanswered.queue(taskOf(std::move(waiting), **command));
}

// Meanwhile the owner may have paused the host or changed the rules, or the guest may be frozen.
void Dispatcher::beginNextBehind(quint64 lane)
{
    while (const auto next = m_unanswered.takeNext(lane)) {
        const auto command = admit(next->task->request);
        if (command)
            return post(next->task, *next->lane);
        m_unanswered.remove(next->task);
        Q_EMIT handled({next->task->request, next->task->command, &command.error()});
    }
}

void Dispatcher::dropReplies()
{
    if (m_running)
        m_running->answered = false;
    for (Waiting &waiting : m_waiting)
        waiting.answered = false;
    m_patience.stop();
}

} // namespace ga
