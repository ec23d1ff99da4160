// SPDX-License-Identifier: Apache-2.0
// Whole sentences, as the order of words differs between languages.
#include "words/permission_words.h"

#include "system/agent_program.h"
#include "words/reason_words.h"
#include "words/time_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace ga {

namespace {

struct PermissionWords
{
    Q_DECLARE_TR_FUNCTIONS(PermissionWords)

public:
    static QString outcome(const FreezeRecord &freeze)
    {
        if (freeze.endedBy == FreezeEnder::System)
            return tr("ended by the system, which lets programs wait for some seconds only");
        switch (freeze.outcome) {
        case FreezeOutcome::Thawed:
            return thawed(freeze.endedBy);
        case FreezeOutcome::Expired:
            return tr("ended by its time limit");
        case FreezeOutcome::GuardLost:
            return tr("ended because its safeguard was lost");
        case FreezeOutcome::Recovered:
            break;
        }
        return tr("left over from an earlier agent, and thawed");
    }

private:
    static QString thawed(std::optional<FreezeEnder> by)
    {
        if (by == FreezeEnder::Owner)
            return tr("thawed here, by an administrator");
        if (by == FreezeEnder::Agent)
            return tr("thawed by the agent when it ended");
        return tr("thawed by the host");
    }
};

} // namespace

QString channelInWords(const ChannelStatus &channel)
{
    if (!channel.open)
        return PermissionWords::tr("not reachable: %1 can't be opened").arg(channel.path);
    switch (channel.host) {
    case HostPresence::Present:
        return PermissionWords::tr("connected by %1 (%2)").arg(channel.method, channel.path);
    case HostPresence::Absent:
        return PermissionWords::tr("not connected; the agent listens on %1 (%2)")
            .arg(channel.method, channel.path);
    case HostPresence::Unknown:
        break;
    }
    return PermissionWords::tr("the agent listens on %1 (%2)").arg(channel.method, channel.path);
}

QString freezeInWords(const StatusSnapshot &snapshot, std::optional<qint64> secondsLeft, qint64 now)
{
    if (!snapshot.freeze)
        return PermissionWords::tr("not frozen");
    const QString since = timeInWords(snapshot.freeze->since, now);
    if (!snapshot.freeze->fileSystems)
        return PermissionWords::tr("being frozen since %1").arg(since);
    QString words =
        PermissionWords::tr("%n frozen since %1", nullptr, int(*snapshot.freeze->fileSystems))
            .arg(since);
    if (secondsLeft)
        words += PermissionWords::tr("; thawed in %1 at the latest")
                     .arg(durationInWords(secondsInMs(*secondsLeft)));
    return words;
}

QString lastFreezeInWords(const FreezeRecord &freeze, qint64 now)
{
    const QString how = PermissionWords::outcome(freeze);
    const QString when = timeInWords(freeze.ended, now);
    if (!freeze.began)
        return PermissionWords::tr("until %1: %2").arg(when, how);
    return PermissionWords::tr("%n file system(s) for %1 until %2: %3", nullptr,
                               int(freeze.fileSystems))
        .arg(durationInWords(passedSince(*freeze.began, freeze.ended)), when, how);
}

QString policyProblemInWords(const QString &problem)
{
    return PermissionWords::tr(
               "The changed configuration was not taken over, the former is in force: %1")
        .arg(problem);
}

QString profileInWords(const QString &profile)
{
    if (profile == QStringLiteral("open"))
        return PermissionWords::tr("open: everything is allowed that no list turns off");
    if (profile == QStringLiteral("rhel"))
        return PermissionWords::tr(
            "rhel: programs and files are closed to the host, as Red Hat ships it");
    if (profile == QStringLiteral("observe"))
        return PermissionWords::tr("observe: the host may look, and change nothing");
    if (profile == QStringLiteral("backup"))
        return PermissionWords::tr("backup: the host may look, and freeze file systems");
    return profile;
}

QString permissionsInWords(const Permissions &permissions)
{
    const auto off =
        std::ranges::count_if(permissions.commands, [](const auto &row) { return !row.on; });
    const QString profile =
        PermissionWords::tr("Profile %1").arg(profileInWords(permissions.profile));
    const QString count = PermissionWords::tr("%n command(s) off", nullptr, int(off));
    const QString file =
        permissions.file
            ? PermissionWords::tr("Set in %1.").arg(*permissions.file)
            : PermissionWords::tr("There is no configuration file; these are the defaults.");
    return profile + QStringLiteral("; ") + count + QStringLiteral(". ") + file;
}

QString permissionStateInWords(const CommandPermission &permission)
{
    if (!permission.on)
        return PermissionWords::tr("Off");
    return permission.limit ? PermissionWords::tr("Limited") : PermissionWords::tr("Allowed");
}

QString permissionReason(const CommandPermission &permission)
{
    if (!permission.on)
        return reasonInWords(permission.reason.value_or(QString()), permission.rule);
    return permission.limit ? limitInWords(*permission.limit, permission.limits) : QString();
}

QString permissionRemedy(const CommandPermission &permission)
{
    if (!permission.on && permission.offBy == OffBy::System)
        return PermissionWords::tr(
            "This system lacks what it needs; no setting of the agent turns it on.");
    if (!permission.on)
        return PermissionWords::
            tr("To allow it, change that setting as an administrator, then have the agent read its "
               "configuration anew: %1")
                .arg(reloadCommand());
    return permission.limit
               ? PermissionWords::tr(
                     "To widen or lift the limit, change that setting as an administrator.")
               : QString();
}

} // namespace ga
