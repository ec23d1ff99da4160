// SPDX-License-Identifier: Apache-2.0
// Dispatcher: carries requests out, in their order, and never waits for a command itself.
#pragma once

#include "commands/command.h"
#include "policy/request_report.h"
#include "protocol/envelope.h"
#include "runtime/command_gate.h"
#include "runtime/left_behind.h"
#include "runtime/mailbox.h"
#include "runtime/worker_lane.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

namespace ga {

// Replies leave in the order of their requests. The one exception is a sync: kept waiting by a
// command for longer than a moment, it is answered at once; what came before it goes on without an
// answer, which by the protocol its sender no longer expects, and later requests are served by a
// new worker.
class Dispatcher : public QObject
{
    Q_OBJECT

public:
    using DeadlineOf = std::chrono::milliseconds (*)(const Command &);
    static std::chrono::milliseconds deadlineOfRow(const Command &command)
    {
        return command.traits.deadline;
    }

    Dispatcher(Services &services, const CommandGate &gate, DeadlineOf deadlineOf = &deadlineOfRow);
    ~Dispatcher() override;

    void submit(Request request);

    // The host that asked is gone: nothing that was asked is answered any more, but it is still
    // done.
    void dropReplies();

    // While paused, nothing new is begun: the host doesn't read what it was sent.
    void setPaused(bool paused);

    qsizetype backlogRequests() const { return qsizetype(m_waiting.size()); }
    qsizetype backlogBytes() const { return m_waitingBytes; }
    bool isIdle() const
    {
        return m_waiting.empty() && !m_running;
    } // Nothing is still to be answered.
    bool hasUnfinishedWork()
        const; // A worker is busy, be it with a command that nobody waits for any more.
    // What it is busy with, or is to be.
    std::vector<std::shared_ptr<Task>> unfinished() const { return m_unanswered.with(m_running); }

Q_SIGNALS:
    void reply(const QByteArray &line);
    void progressed();                             // A request is done, or was given up.
    void handled(const ga::RequestReport &report); // Carried out or refused, whoever is answered.

private:
    struct Waiting
    {
        Request request;
        bool answered = true; // Whether somebody still waits for the answer.
    };

    static bool isSync(const Waiting &waiting);

    void advance();
    Result<const Command *> admit(const Request &request) const;
    bool isHeldUp();
    void serve(Waiting waiting);
    void runInline(const Request &request, const Command &command);
    std::shared_ptr<Task> taskOf(Waiting waiting, const Command &command) const;
    void post(const std::shared_ptr<Task> &task, WorkerLane &lane);
    void finish(const std::shared_ptr<Task> &task, const Result<QByteArray> &line);
    void expectOvertaking();
    void overtake();
    void giveUpWaiting();
    void leaveRunning();
    void takeNewLane();
    bool takeBack(const std::shared_ptr<Task> &task, const QByteArray &reply);
    void leaveBehind(Waiting waiting);
    void beginNextBehind(quint64 lane);
    Result<Nothing> checkFree(const Command &command) const;
    Waiting takeFirst();

    Services &m_services;
    const CommandGate &m_gate;
    const DeadlineOf m_deadlineOf;
    std::deque<Waiting> m_waiting;
    qsizetype m_waitingBytes = 0;
    std::shared_ptr<WorkerLane> m_lane;
    quint64 m_laneNumber = 0;
    std::shared_ptr<Task> m_running; // Whose answer is awaited.
    LeftBehind m_unanswered;         // They finish alone.
    std::shared_ptr<Mailbox<Dispatcher>> m_mailbox;
    QTimer m_patience; // How long a sync lets a command keep it waiting.
    QTimer m_deadline; // How long the answer of a running command may take.
    QTimer m_hold;     // How long a request waits for a resource that is still in use.
    bool m_holdExpired = false;
    bool m_paused = false;
    bool m_advancing = false;
};

} // namespace ga
