// SPDX-License-Identifier: Apache-2.0
// What goes on without its answer, so that a sync, or what comes later, need not wait for it.
#include "runtime/dispatcher.h"

#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcDispatch, "ga.dispatch")

} // namespace

void Dispatcher::overtake()
{
    if (!m_backlog.hasSync() || (!m_running && !m_hold.isActive()))
        return;
    const bool laneHangs = bool(m_running);
    if (laneHangs) {
        qCInfo(lcDispatch) << "a sync went past" << m_running->command->name
                           << "which goes on without an answer";
        leaveRunning();
    }
    for (qsizetype before = m_backlog.beforeLastSync(); before > 0; --before)
        leaveBehind(m_backlog.takeFirst());
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
    auto task = takeRunning();
    task->answered = false;
    task->givenUp = true;
    m_unanswered.add(std::move(task));
}

// The old one finishes what it has, and is kept while more is to follow there. Its number is never
// used again, unlike its address. The new one is made when a command needs it: where no thread can
// be had, all that needs none is still served.
void Dispatcher::takeNewLane()
{
    m_unanswered.keepLane(m_laneNumber, std::exchange(m_lane, nullptr));
    ++m_laneNumber;
}

// At once, whatever hangs; until it is done the task still holds its resource. False where there is
// nothing to take back.
bool Dispatcher::takeBack(const std::shared_ptr<Task> &task, const QByteArray &reply)
{
    const Undo undo = task->command->traits.undo;
    if (!undo)
        return false;
    const auto job = [undo, task, reply, mailbox = m_mailbox, &services = m_services] {
        undo(services, reply);
        mailbox->send([task](Dispatcher &dispatcher) {
            dispatcher.m_unanswered.remove(task);
            Q_EMIT dispatcher.progressed();
            dispatcher.advance();
        });
    };
    if (const auto lane = WorkerLane::create())
        (*lane)->post(job);
    else if (m_lane) // For want of threads: behind what hangs there, then.
        m_lane->post(job);
    else
        job();
    return true;
}

// What was asked for before the sync is still done, behind the command that hangs; but not what
// would only have been an answer.
void Dispatcher::leaveBehind(Waiting waiting)
{
    waiting.answered = false;
    const auto command = admit(waiting.request);
    if (!command)
        return refuse(waiting, command.error());
    const CommandTraits &traits = (*command)->traits;
    if (traits.lane != Lane::Worker || traits.risk == Risk::Observe || traits.undo)
        return;
    if (const auto free = checkFree(**command); !free)
        return refuse(waiting, free.error());
    if (m_unanswered.isFull()) {
        const Error error =
            Error::generic(QStringLiteral("%1 is not done: too much waits to be done")
                               .arg(QLatin1StringView((*command)->name)));
        qCWarning(lcDispatch).noquote() << error.description;
        return refuse(waiting, error);
    }
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

} // namespace ga
