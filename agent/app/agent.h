// SPDX-License-Identifier: Apache-2.0
// Agent: the composition root. Everything that serves the host is made, wired and owned here.
#pragma once

#include "app/frozen_state.h"
#include "app/options.h"
#include "app/owner_view.h"
#include "app/state_store.h"
#include "channel/channel_supervisor.h"
#include "commands/services.h"
#include "runtime/command_gate.h"
#include "runtime/dispatcher.h"
#include "runtime/file_table.h"
#include "runtime/freeze_session.h"
#include "runtime/process_table.h"
#include "runtime/session.h"

#include <QObject>
#include <QThread>

namespace ga {

class Agent : public QObject
{
    Q_OBJECT

public:
    // Makes everything; nothing is opened yet. Errors: those of the state directory and of the
    // channel's address.
    static Result<std::unique_ptr<Agent>> create(const Options &options, Logger &logger,
                                                 const ChannelAddress &address);

    // Thaws what an earlier agent left frozen, and opens the channel. Error: "error opening channel
    // 'P': CAUSE", unless it is to be tried again.
    Result<Nothing> start();

    // Takes the rules of `options` over, and looks anew whether the owner has paused host access.
    void reloadPolicy(const Options &options);

    // The changed configuration could not be read: the former rules stay in force.
    void keepPolicy(const QString &problem);

    // What is frozen is thawed now, whatever the host thinks of it.
    void thawForOwner();

    // Before the end: what is frozen is thawed, the state is written.
    void prepareToEnd();

    // Whether a command still runs that may never end: the process must then end without waiting
    // for it.
    bool hasUnfinishedWork() const;

Q_SIGNALS:
    void gaveUp(const QString &reason); // The channel is lost for good.

private:
    Agent(const Options &options, Logger &logger, const ChannelAddress &address,
          std::unique_ptr<StateStore> state, std::unique_ptr<ChannelSupervisor> channel);

    void reportChannel();
    void recoverFromFreeze();
    void readPause();
    void tellWhatHangs(const QString &problem);

    const QString m_pauseMarker;
    Logger &m_logger;
    AuditWriter m_audit;
    std::unique_ptr<StateStore> m_state;
    Platform m_platform;
    FileTable m_files;
    ProcessTable m_processes;
    FrozenState m_frozenState;
    FreezeSession m_freeze;
    CommandGate m_gate;
    Services m_services;
    Dispatcher m_dispatcher;
    std::unique_ptr<ChannelSupervisor> m_channel;
    Session m_session;
    OwnerView m_ownerView;
    std::unique_ptr<QThread> m_recovery;  // Where there was something to recover from.
    std::unique_ptr<QThread> m_ownerThaw; // Where the owner has asked for one.
};

} // namespace ga
