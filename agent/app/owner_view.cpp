// SPDX-License-Identifier: Apache-2.0
// Carries the news of the agent's parts to audit and status.
#include "app/owner_view.h"

#include "app/platform_options.h"
#include "app/version.h"
#include "commands/catalogue.h"
#include "platform/api/defaults.h"
#include "policy/request_report.h"
#include "status/permissions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPointer>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcStatus, "ga.status")

QString methodName(ChannelMethod method)
{
    switch (method) {
    case ChannelMethod::VirtioSerial:
        return QStringLiteral("virtio-serial");
    case ChannelMethod::IsaSerial:
        return QStringLiteral("isa-serial");
    case ChannelMethod::UnixListen:
        return QStringLiteral("unix-listen");
    case ChannelMethod::VsockListen:
        break;
    }
    return QStringLiteral("vsock-listen");
}

StatusHello hello()
{
    return {.version = agentVersion(),
            .pid = QCoreApplication::applicationPid(),
            .started = QDateTime::currentMSecsSinceEpoch()};
}

FreezeOutcome outcomeOf(const FreezeNews &news)
{
    if (news.isRecovery)
        return FreezeOutcome::Recovered;
    if (!news.end)
        return FreezeOutcome::Thawed;
    // What the protocol's first words for it didn't tell apart does enderOf().
    return *news.end == FreezeEnd::Unguarded ? FreezeOutcome::GuardLost : FreezeOutcome::Expired;
}

FreezeEnder enderOf(const FreezeNews &news)
{
    if (news.isRecovery)
        return FreezeEnder::Agent;
    if (news.end == FreezeEnd::Released)
        return FreezeEnder::System;
    if (news.end)
        return news.end == FreezeEnd::Unguarded ? FreezeEnder::Guard : FreezeEnder::Time;
    if (news.asker == ThawAsker::Host)
        return FreezeEnder::Host;
    return news.asker == ThawAsker::Owner ? FreezeEnder::Owner : FreezeEnder::Agent;
}

// Why the agent has thawed, or tried to; empty where host or owner has asked for it.
QString ownReason(const FreezeNews &news)
{
    if (news.stage != FreezeStage::Thawed && !news.error)
        return {};
    if (news.isRecovery || news.end) // Such a thaw is over, whatever comes: it is told once.
        return news.stage != FreezeStage::Thawed ? QString()
               : news.isRecovery ? QStringLiteral("an earlier agent had left file systems frozen")
                                 : causeText(*news.end);
    if (news.asker == ThawAsker::EndingAgent)
        return QStringLiteral("the agent was ending");
    return news.asker == ThawAsker::TakenBack
               ? QStringLiteral("nobody waited for the freeze any more")
               : QString();
}

} // namespace

QString pauseMarker(const QString &stateDirectory)
{
    return QDir(stateDirectory).filePath(QStringLiteral("qga.state.paused"));
}

QString statusAddress(const Options &options)
{
    if (options.statusAddress == QStringLiteral("none"))
        return {};
    return options.statusAddress.value_or(platformDefaults().statusAddress);
}

OwnerView::OwnerView(const Options &options, const ChannelAddress &address, AuditWriter &writer)
    : m_address(statusAddress(options))
    , m_knowsHost(address.method != ChannelMethod::IsaSerial)
    , m_freezeLimit(platformOptions(options).freezeTimeout)
    , m_writer(writer)
    , m_trail(methodName(address.method), &QDateTime::currentMSecsSinceEpoch)
    , m_publisher(hello(), {.method = methodName(address.method), .path = address.path})
{
    connect(&m_trail, &AuditTrail::recorded, this, [this](const AuditRecord &record) {
        m_writer.add(record);
        m_publisher.addActivity(activityOf(record));
    });
    connect(&m_publisher, &StatusPublisher::told, this, [this](const QByteArray &lines) {
        if (m_broadcast)
            m_broadcast->send(lines);
    });
}

void OwnerView::watch(const ChannelSupervisor &channel)
{
    connect(&channel, &ChannelSupervisor::opened, this,
            [this] { setChannel(true, HostPresence::Absent, std::nullopt); });
    connect(&channel, &Channel::hostConnected, this,
            [this] { setChannel(true, HostPresence::Present, std::nullopt); });
    connect(&channel, &Channel::hostDisconnected, this,
            [this] { setChannel(true, HostPresence::Absent, std::nullopt); });
    connect(&channel, &ChannelSupervisor::waiting, this,
            [this](const QString &reason) { setChannel(false, HostPresence::Unknown, reason); });
}

void OwnerView::setChannel(bool open, HostPresence host, const std::optional<QString> &reason)
{
    m_publisher.change([&](StatusModel &model, StatusTime now) {
        ChannelStatus channel = model.channel();
        channel.open = open;
        channel.host = m_knowsHost ? host : HostPresence::Unknown;
        channel.reason = reason;
        model.setChannel(channel, now);
    });
}

void OwnerView::watch(const Dispatcher &dispatcher)
{
    connect(&dispatcher, &Dispatcher::handled, this, &OwnerView::note);
}

void OwnerView::note(const RequestReport &report)
{
    const bool refused = report.error && report.error->errorClass == ErrorClass::CommandNotFound;
    m_trail.note(report);
    m_publisher.change(
        [&](StatusModel &model, StatusTime now) { model.noteRequest(refused, now); });
}

// The listener is called in any thread, and may be when this object is gone.
FreezeListener OwnerView::freezeListener()
{
    return [view = QPointer<OwnerView>(this)](const FreezeNews &news) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [view, news] {
                if (view)
                    view->take(news);
            },
            Qt::QueuedConnection);
    };
}

void OwnerView::take(const FreezeNews &news)
{
    showFreeze(news);
    if (const QString reason = ownReason(news); !reason.isEmpty())
        m_trail.noteAgent(*findCommand("guest-fsfreeze-thaw"), reason,
                          news.error ? &*news.error : nullptr);
}

void OwnerView::showFreeze(const FreezeNews &news)
{
    m_publisher.change([&](StatusModel &model, StatusTime now) {
        switch (news.stage) {
        case FreezeStage::Freezing:
            model.freezing(m_freezeLimit, now);
            break;
        case FreezeStage::Frozen:
            model.frozen(news.fileSystems, now);
            break;
        case FreezeStage::Thawing:
            model.thawing(now);
            break;
        case FreezeStage::Thawed:
            model.thawed(news.fileSystems, outcomeOf(news), enderOf(news), now);
            break;
        }
    });
}

// Its directory is the package's to make: that it is there says that the status is wanted.
void OwnerView::start()
{
    if (m_address.isEmpty())
        return;
    const QString directory = QFileInfo(m_address).path();
    auto broadcast = createBroadcast(m_address, [this] { return m_publisher.greeting(); });
    if (broadcast)
        m_broadcast = *std::move(broadcast);
    else if (QFileInfo::exists(directory))
        qCWarning(lcStatus).noquote() << broadcast.error().description;
}

void OwnerView::showGate(const CommandGate &gate, const Platform &platform)
{
    m_publisher.setPermissions(permissionsOf(gate.policy(), lackingIn(platform)));
    m_publisher.change([&](StatusModel &model, StatusTime now) {
        model.setPaused(gate.isPaused(), CommandGate::pauseReason(), now);
    });
}

void OwnerView::showPolicyProblem(const std::optional<QString> &problem)
{
    m_publisher.change([&](StatusModel &model, StatusTime) { model.setPolicyProblem(problem); });
}

// What becomes of it nobody will tell.
void OwnerView::prepareToEnd(const std::vector<std::shared_ptr<Task>> &unfinished)
{
    using namespace std::chrono;
    // What the end itself has thawed was told, but the event loop has ended.
    QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall);
    const Error error = Error::generic(QStringLiteral("not finished when the agent ended"));
    for (const auto &task : unfinished) {
        const auto duration = duration_cast<milliseconds>(steady_clock::now() - task->begun);
        note({task->request, task->command, &error, duration});
    }
    m_trail.flush();
}

void OwnerView::noteOwnerThaw(const Error *error, std::chrono::milliseconds duration)
{
    m_trail.noteOwner(*findCommand("guest-fsfreeze-thaw"), error, duration);
}

} // namespace ga
