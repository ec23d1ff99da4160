// SPDX-License-Identifier: Apache-2.0
// Puts the parts together.
#include "app/agent.h"

#include "app/audit_sinks.h"
#include "app/platform_options.h"
#include "app/policy_options.h"
#include "app/version.h"
#include "commands/event_log.h"
#include "platform/api/channels.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcAgent, "ga.agent")

// What is frozen after that is thawed by its guardian.
constexpr std::chrono::seconds endPatience(20);

constexpr unsigned long recoveryPatience = 5000; // Milliseconds.

} // namespace

Result<std::unique_ptr<Agent>> Agent::create(const Options &options, Logger &logger,
                                             const ChannelAddress &address)
{
    auto state = StateStore::open(options.stateDirectory);
    if (!state)
        return fail(std::move(state).error());
    auto channel = createChannel(address);
    if (!channel)
        return fail(std::move(channel).error());
    auto supervisor = std::make_unique<ChannelSupervisor>(
        *std::move(channel), recoveryFor(address.method, options.retryPath));
    return std::unique_ptr<Agent>(
        new Agent(options, logger, address, *std::move(state), std::move(supervisor)));
}

Agent::Agent(const Options &options, Logger &logger, const ChannelAddress &address,
             std::unique_ptr<StateStore> state, std::unique_ptr<ChannelSupervisor> channel)
    : m_pauseMarker(pauseMarker(options.stateDirectory))
    , m_logger(logger)
    , m_audit(auditSinks(options))
    , m_state(std::move(state))
    , m_platform(createPlatform(platformOptions(options)))
    , m_files(*m_state)
    , m_frozenState(options.stateDirectory, logger, m_audit)
    , m_freeze(m_platform, &m_frozenState)
    , m_gate(m_platform, m_freeze, Policy(policyRules(options)))
    , m_services{m_platform,
                 m_files,
                 m_processes,
                 m_freeze,
                 options.reportedVersion.value_or(agentVersion()),
                 [this](const Command &command) { return m_gate.reasonOff(command).isEmpty(); },
                 [this] { return m_gate.argumentRules(); }}
    , m_dispatcher(m_services, m_gate)
    , m_channel(std::move(channel))
    , m_session(*m_channel, m_dispatcher)
    , m_ownerView(options, address, m_audit)
{
    reportChannel();
    m_ownerView.watch(*m_channel);
    m_ownerView.watch(m_dispatcher);
    m_freeze.setListener(m_ownerView.freezeListener());
    readPause();
}

void Agent::readPause()
{
    const bool wasPaused = m_gate.isPaused();
    m_gate.setPaused(QFileInfo::exists(m_pauseMarker));
    if (wasPaused != m_gate.isPaused())
        qCInfo(lcEvent) << (wasPaused ? "the owner gives the host access again"
                                      : "the owner has paused host access");
    m_ownerView.showGate(m_gate, m_platform);
}

void Agent::reloadPolicy(const Options &options)
{
    m_gate.setPolicy(Policy(policyRules(options)));
    m_ownerView.showPolicyProblem(std::nullopt);
    readPause();
}

void Agent::keepPolicy(const QString &problem)
{
    m_ownerView.showPolicyProblem(problem);
    readPause();
}

// A disk that doesn't answer, or the hook, may keep a thaw: not the event loop.
void Agent::thawForOwner()
{
    if (m_freeze.status() == FreezeStatus::Thawed || (m_ownerThaw && m_ownerThaw->isRunning()))
        return;
    m_ownerThaw.reset(QThread::create([this] {
        QElapsedTimer timer;
        timer.start();
        const auto thawed = m_freeze.thaw(ThawAsker::Owner);
        const std::optional<Error> error = thawed ? std::nullopt : std::optional(thawed.error());
        const std::chrono::milliseconds duration(timer.elapsed());
        QMetaObject::invokeMethod(
            this,
            [this, error, duration] {
                m_ownerView.noteOwnerThaw(error ? &*error : nullptr, duration);
            },
            Qt::QueuedConnection);
    }));
    qCInfo(lcEvent) << "the owner thaws the file systems";
    m_ownerThaw->start();
}

void Agent::reportChannel()
{
    connect(m_channel.get(), &ChannelSupervisor::opened, this,
            [] { qCInfo(lcAgent) << "the channel is open"; });
    connect(m_channel.get(), &Channel::hostConnected, this,
            [] { qCInfo(lcAgent) << "a host has connected"; });
    connect(m_channel.get(), &Channel::hostDisconnected, this,
            [] { qCInfo(lcAgent) << "the host has disconnected"; });
    connect(m_channel.get(), &ChannelSupervisor::waiting, this, [](const QString &reason) {
        qCWarning(lcAgent).noquote() << reason << "- trying again";
    });
    connect(m_channel.get(), &ChannelSupervisor::gaveUp, this, &Agent::gaveUp);
}

Result<Nothing> Agent::start()
{
    recoverFromFreeze();
    m_ownerView.start();
    return m_channel->open();
}

// A disk that doesn't answer, or the hook, may keep this: hosts are then served meanwhile. Mostly
// it is done at once, and the first of them finds a true state.
void Agent::recoverFromFreeze()
{
    if (m_freeze.status() == FreezeStatus::Thawed)
        return;
    m_recovery.reset(QThread::create([this] { m_freeze.recover(); }));
    m_recovery->start();
    m_recovery->wait(recoveryPatience);
}

bool Agent::hasUnfinishedWork() const
{
    return m_dispatcher.hasUnfinishedWork() || m_freeze.isBusy() ||
           (m_recovery && m_recovery->isRunning()) || (m_ownerThaw && m_ownerThaw->isRunning());
}

void Agent::prepareToEnd()
{
    const auto ended = m_freeze.end(endPatience);
    if (m_freeze.status() != FreezeStatus::Thawed)
        return tellWhatHangs(ended ? QString() : ended.error().description);
    if (!ended)
        qCCritical(lcAgent).noquote()
            << "all is thawed at the end, but" << ended.error().description;
    m_ownerView.prepareToEnd(m_dispatcher.unfinished());
    m_audit.settle();
    if (const auto written = m_state->giveBack(); !written)
        qCWarning(lcAgent).noquote() << written.error().description;
}

// To write to what is still frozen would keep the agent from its end: only the system's log has it.
void Agent::tellWhatHangs(const QString &problem)
{
    qCInfo(lcEvent).noquote() << "could not thaw at the end:" << problem;
    for (const auto &task : m_dispatcher.unfinished()) {
        qCInfo(lcEvent).noquote() << QLatin1StringView(task->command->name)
                                  << "was not finished when the agent ended";
    }
    m_logger.tellHeldEvents();
}

} // namespace ga
