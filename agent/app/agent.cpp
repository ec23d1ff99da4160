// SPDX-License-Identifier: Apache-2.0
// Puts the parts together.
#include "app/agent.h"

#include "app/platform_options.h"
#include "app/version.h"
#include "platform/api/channels.h"

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
        new Agent(options, logger, *std::move(state), std::move(supervisor)));
}

Agent::Agent(const Options &options, Logger &logger, std::unique_ptr<StateStore> state,
             std::unique_ptr<ChannelSupervisor> channel)
    : m_state(std::move(state))
    , m_platform(createPlatform(platformOptions(options)))
    , m_files(*m_state)
    , m_frozenState(*m_state, logger)
    , m_freeze(m_platform, &m_frozenState)
    , m_gate(m_platform, m_freeze, CommandFilter(options.allowRpcs, options.blockRpcs))
    , m_services{m_platform,
                 m_files,
                 m_processes,
                 m_freeze,
                 options.reportedVersion.value_or(agentVersion()),
                 [this](const Command &command) { return m_gate.reasonOff(command).isEmpty(); }}
    , m_dispatcher(m_services, m_gate)
    , m_channel(std::move(channel))
    , m_session(*m_channel, m_dispatcher)
{
    reportChannel();
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
    return m_dispatcher.hasUnfinishedWork() || (m_recovery && m_recovery->isRunning());
}

void Agent::prepareToEnd()
{
    if (const auto ended = m_freeze.end(endPatience); !ended)
        qCCritical(lcAgent).noquote() << "could not thaw at the end:" << ended.error().description;
    if (const auto written = m_state->giveBack(); !written)
        qCWarning(lcAgent).noquote() << written.error().description;
}

} // namespace ga
