// SPDX-License-Identifier: Apache-2.0
// Words for states, freezes and activities.
#include "cli/status_text.h"

#include "cli/owner_tool.h"
#include "client/terminal_text.h"

#include <QDateTime>

#include <algorithm>

namespace ga {

namespace {

QString stateWords(AgentState state)
{
    switch (state) {
    case AgentState::NoDevice:
        return QStringLiteral("no channel to the host");
    case AgentState::NoHost:
        return QStringLiteral("waiting for a host");
    case AgentState::Connected:
        return QStringLiteral("connected");
    case AgentState::LeaseExpired:
        return QStringLiteral("a freeze was ended without the host");
    case AgentState::Paused:
        return QStringLiteral("host access is paused");
    case AgentState::Freezing:
        return QStringLiteral("freezing");
    case AgentState::Frozen:
        return QStringLiteral("frozen");
    case AgentState::Thawing:
        break;
    }
    return QStringLiteral("thawing");
}

QString outcomeWords(const FreezeRecord &record)
{
    if (record.endedBy == FreezeEnder::System)
        return QStringLiteral("thawed because the system let programs write again");
    switch (record.outcome) {
    case FreezeOutcome::Thawed:
        if (record.endedBy == FreezeEnder::Owner)
            return QStringLiteral("thawed by the guest's owner");
        return QStringLiteral("thawed");
    case FreezeOutcome::Expired:
        return QStringLiteral("thawed because its time was up");
    case FreezeOutcome::GuardLost:
        return QStringLiteral("thawed because its guardian was lost");
    case FreezeOutcome::Recovered:
        break;
    }
    return QStringLiteral("left by an earlier agent, and thawed");
}

QString freezeText(const FreezeProgress &freeze)
{
    QString text = QStringLiteral("since %1").arg(timeText(freeze.since));
    if (freeze.fileSystems)
        text += QStringLiteral(", %1 file systems").arg(*freeze.fileSystems);
    if (freeze.deadline)
        text += QStringLiteral(", thawed at %1 at the latest, in %2 s")
                    .arg(timeText(*freeze.deadline))
                    .arg(freeze.secondsLeft.value_or(0));
    return text;
}

QString lastFreezeText(const FreezeRecord &record)
{
    const QString span =
        record.began ? QStringLiteral(" after %1").arg(durationText(record.ended - *record.began))
                     : QString();
    return QStringLiteral("%1 file systems, %2%3 at %4")
        .arg(record.fileSystems)
        .arg(outcomeWords(record), span, timeText(record.ended));
}

QString requestsText(const StatusSnapshot &status)
{
    if (!status.lastRequest)
        return QStringLiteral("none yet");
    return QStringLiteral("%1, %2 of them refused; the last at %3")
        .arg(status.requests)
        .arg(status.refused)
        .arg(timeText(*status.lastRequest));
}

QString policyText(const Permissions &permissions)
{
    const auto refused =
        std::count_if(permissions.commands.begin(), permissions.commands.end(),
                      [](const CommandPermission &each) { return each.offBy == OffBy::Policy; });
    return QStringLiteral("profile %1, %2 commands off by it (%3)")
        .arg(permissions.profile)
        .arg(refused)
        .arg(permissions.file.value_or(QStringLiteral("no configuration file")));
}

QString row(const char *name, const QString &text)
{
    return QString::fromLatin1(QByteArray(name).leftJustified(14)) + terminalText(text) + u'\n';
}

} // namespace

QString statusText(const StatusHello &hello, const Permissions &permissions,
                   const StatusSnapshot &status)
{
    QString text =
        row("state:",
            QStringLiteral("%1, since %2").arg(stateWords(status.state), timeText(status.since)));
    if (status.reason)
        text += row("", *status.reason);
    if (status.freeze)
        text += row("freeze:", freezeText(*status.freeze));
    if (status.lastFreeze)
        text += row("last freeze:", lastFreezeText(*status.lastFreeze));
    text += row("requests:", requestsText(status));
    text += row("channel:", status.channel.method + u' ' + status.channel.path);
    text += row("policy:", policyText(permissions));
    if (status.policyProblem)
        text += row("", *status.policyProblem + QStringLiteral(": the former rules are in force"));
    return text + row("agent:", QStringLiteral("%1, process %2, since %3")
                                    .arg(hello.version)
                                    .arg(hello.pid)
                                    .arg(timeText(hello.started)));
}

QString stateLine(const StatusSnapshot &status)
{
    QString text = timeText(QDateTime::currentMSecsSinceEpoch()) + QStringLiteral("  ") +
                   stateWords(status.state);
    if (status.freeze)
        text += QStringLiteral(", ") + freezeText(*status.freeze);
    if (status.reason)
        text += QStringLiteral(": ") + *status.reason;
    return terminalText(text) + u'\n';
}

QString activityLine(const Activity &activity)
{
    QString text = QStringLiteral("%1  %2 %3")
                       .arg(timeText(activity.time), activity.command,
                            QLatin1StringView(wireName(activity.outcome)));
    if (activity.times > 1)
        text += QStringLiteral(" (%1 times)").arg(activity.times);
    if (activity.reason)
        text += QStringLiteral(": ") + *activity.reason;
    return terminalText(text + QStringLiteral("  ") + durationText(activity.duration)) + u'\n';
}

bool isWell(const StatusSnapshot &status)
{
    switch (status.state) {
    case AgentState::NoDevice:
    case AgentState::NoHost:
    case AgentState::LeaseExpired:
    case AgentState::Paused:
        return false;
    default:
        return !status.policyProblem;
    }
}

} // namespace ga
