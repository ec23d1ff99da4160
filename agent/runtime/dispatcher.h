// SPDX-License-Identifier: Apache-2.0
// Dispatcher: carries requests out, in their order, and never waits for a command itself.
#pragma once

#include "commands/command.h"
#include "policy/request_report.h"
#include "runtime/backlog.h"
#include "runtime/command_gate.h"
#include "runtime/left_behind.h"
#include "runtime/mailbox.h"
#include "runtime/worker_lane.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace ga {

// How long is waited for what.
struct DispatcherTimes
{
    using DeadlineOf = std::chrono::milliseconds (*)(const Command &);

    // The answer of a running command.
    DeadlineOf deadlineOf = [](const Command &command) -> std::chrono::milliseconds {
        return command.traits.deadline;
    };
    // By a sync, for what is before it: long enough that a client that sends a quick command and a
    // sync behind it gets both answers, as from qemu-ga.
    std::chrono::milliseconds patience{20};
    // For a resource that is still in use: a command that was left behind mostly ends soon.
    std::chrono::milliseconds hold{1000};
    // For room behind one and the same command: a slow disk must lose no request of a host that
    // writes a large file.
    std::chrono::milliseconds congestion{5000};
};

// Replies leave in the order of their requests. The one exception is a sync: kept waiting by a
// command for longer than a moment, it is answered at once; what came before it goes on without an
// answer, which by the protocol its sender no longer expects, and later requests are served by a
// new worker.
class Dispatcher : public QObject
{
    Q_OBJECT

public:
    Dispatcher(Services &services, const CommandGate &gate, DispatcherTimes times = {});
    ~Dispatcher() override;

    void submit(Request request);

    // The host that asked is gone: nothing that was asked is answered any more. It is still done,
    // but for what nobody knows of now: a freeze that is under way is taken back when it ends, one
    // that waits is not begun, and the same goes for opening a file.
    void dropReplies();

    // While paused, nothing new is begun: the host doesn't read what it was sent.
    void setPaused(bool paused);

    // Whether more may be submitted. What is no more than a few requests too much is still kept.
    bool takesMore() const;

    const Backlog &backlog() const { return m_backlog; }
    bool isIdle() const
    {
        return m_backlog.isEmpty() && !m_running;
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
    void advance();
    Result<const Command *> admit(const Request &request) const;
    bool isHeldUp();
    bool isOutOfRoom() const;
    void refuseForRoom(Waiting &waiting) const;
    void serve(Waiting waiting);
    void refuse(const Waiting &waiting, const Error &error);
    void runInline(const Request &request, const Command &command);
    std::shared_ptr<Task> taskOf(Waiting waiting, const Command &command) const;
    void post(const std::shared_ptr<Task> &task, WorkerLane &lane);
    void finish(const std::shared_ptr<Task> &task, const Result<QByteArray> &line);
    void startTimers();
    void overtake();
    void giveUpWaiting();
    std::shared_ptr<Task> takeRunning();
    void leaveRunning();
    Result<Nothing> provideLane();
    void takeNewLane();
    bool takeBack(const std::shared_ptr<Task> &task, const QByteArray &reply);
    void leaveBehind(Waiting waiting);
    void beginNextBehind(quint64 lane);
    Result<Nothing> checkFree(const Command &command);

    Services &m_services;
    const CommandGate &m_gate;
    const DispatcherTimes::DeadlineOf m_deadlineOf;
    Backlog m_backlog;
    std::shared_ptr<WorkerLane> m_lane; // nullptr: none was needed yet, or none can be had.
    quint64 m_laneNumber = 0;
    std::shared_ptr<Task> m_running; // Whose answer is awaited.
    LeftBehind m_unanswered;         // They finish alone.
    std::shared_ptr<Mailbox<Dispatcher>> m_mailbox;
    QTimer m_patience;        // How long a sync lets a command keep it waiting.
    QTimer m_deadline;        // How long the answer of a running command may take.
    QTimer m_hold;            // How long a request waits for a resource that is still in use.
    QTimer m_congestion;      // How long a running command may keep a full backlog waiting.
    bool m_congested = false; // It has, for longer.
    bool m_holdExpired = false;
    bool m_paused = false;
    bool m_advancing = false;
};

} // namespace ga
