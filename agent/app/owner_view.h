// SPDX-License-Identifier: Apache-2.0
// OwnerView: what the guest's owner sees of the agent: audit and status.
#pragma once

#include "app/options.h"
#include "channel/channel_supervisor.h"
#include "platform/api/broadcast.h"
#include "policy/audit_trail.h"
#include "policy/audit_writer.h"
#include "runtime/command_gate.h"
#include "runtime/dispatcher.h"
#include "runtime/freeze_news.h"
#include "status/status_publisher.h"

#include <QObject>

namespace ga {

class OwnerView : public QObject
{
    Q_OBJECT

public:
    OwnerView(const Options &options, const ChannelAddress &address, AuditWriter &writer);

    // From now on their news are told. The session's listener outlives this object harmlessly.
    void watch(const ChannelSupervisor &channel);
    void watch(const Dispatcher &dispatcher);
    FreezeListener freezeListener();

    // Opens the status channel; where it can't be, that is logged, and the agent goes on.
    void start();

    // Tells policy and pause anew.
    void showGate(const CommandGate &gate, const Platform &platform);
    void showPolicyProblem(const std::optional<QString> &problem);
    // Notes what was not finished, and hands over what the audit still gathers.
    void prepareToEnd(const std::vector<std::shared_ptr<Task>> &unfinished);
    void noteOwnerThaw(const Error *error, std::chrono::milliseconds duration);

private:
    void note(const RequestReport &report);
    void setChannel(bool open, HostPresence host, const std::optional<QString> &reason);
    void take(const FreezeNews &news);
    void showFreeze(const FreezeNews &news);

    const QString m_address;
    const bool m_knowsHost; // Whether this transport can tell that a host is there.
    const std::chrono::milliseconds m_freezeLimit;
    AuditWriter &m_writer;
    AuditTrail m_trail;
    StatusPublisher m_publisher;
    std::unique_ptr<Broadcast> m_broadcast;
};

// The file whose presence in the state directory says that the owner has paused host access.
QString pauseMarker(const QString &stateDirectory);

// Where `options` have the status told; empty: nowhere.
QString statusAddress(const Options &options);

} // namespace ga
