// SPDX-License-Identifier: Apache-2.0
// ProcessTable: the programs that the host started, until it has asked for their end. They outlive
// its connection.
#pragma once

#include "runtime/kept_outcomes.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace ga {

// Lives in the thread whose event loop watches the programs. add() and status() may be called in
// any thread.
class ProcessTable : public QObject
{
    Q_OBJECT

public:
    explicit ProcessTable(const KeptOutcomes::Limits &limits = {}, QObject *parent = nullptr);

    // Takes the program over and returns its pid. What was kept of an ended program of the same pid
    // is forgotten.
    qint64 add(std::unique_ptr<GuestProcess> process);

    // The first status that says that the program has ended forgets it. Error: "PID N does not
    // exist", with the reason where its outcome was dropped.
    Result<ExecStatus> status(qint64 pid);

    qsizetype running() const;
    qsizetype waiting() const; // Ended, and not asked about since.

private:
    void watch(GuestProcess *process);
    void finish(GuestProcess *process, const ProcessOutcome &outcome);
    std::unique_ptr<GuestProcess> release(GuestProcess *process);
    void dropExpired();

    QTimer m_expiryTimer; // Runs while outcomes are kept.
    mutable QMutex m_mutex;

    // Guarded by m_mutex.
    std::unordered_map<qint64, std::unique_ptr<GuestProcess>> m_running;
    std::vector<std::unique_ptr<GuestProcess>>
        m_unlisted; // Reaped, but a pipe is open, and the pid was given anew.
    KeptOutcomes m_kept;
};

} // namespace ga
