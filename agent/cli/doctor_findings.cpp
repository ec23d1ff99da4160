// SPDX-License-Identifier: Apache-2.0
// What configuration, status, freeze plan and hooks say.
#include "cli/doctor_findings.h"

#include "cli/owner_tool.h"

#include <QFileInfo>

#include <algorithm>

namespace ga {

namespace {

constexpr qint64 lately = qint64(24) * 3600 * 1000; // Milliseconds.

QString hookProblem(const HookFile &hook)
{
    if (!hook.exists)
        return QStringLiteral("is not there");
    if (!(hook.permissions &
          (QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther)))
        return QStringLiteral("is not executable");
    if (!hook.rootOwned)
        return QStringLiteral("doesn't belong to root");
    if (hook.permissions & (QFileDevice::WriteGroup | QFileDevice::WriteOther))
        return QStringLiteral("may be written by others than root");
    return {};
}

std::optional<QString> whatAgentLacksToFreeze(const Permissions &permissions)
{
    for (const CommandPermission &each : permissions.commands) {
        if (each.name == u"guest-fsfreeze-freeze" && each.offBy == OffBy::System)
            return each.reason;
    }
    return std::nullopt;
}

} // namespace

Finding configurationFinding(const Result<Options> &options, const QStringList &doubts)
{
    const QString step = QStringLiteral("configuration");
    if (!options)
        return {step, Verdict::Failure, options.error().description,
                QStringLiteral("the agent doesn't start with it: put that line right")};
    if (!doubts.isEmpty())
        return {step, Verdict::Warning,
                options->configFile + QStringLiteral(": ") + doubts.join(QStringLiteral("; ")),
                QStringLiteral("the agent takes this in silence, as qemu-ga does, and it does "
                               "nothing: put it right")};
    if (options->configFile.isEmpty())
        return {step, Verdict::Ok, QStringLiteral("there is no file: everything is as by default"),
                std::nullopt};
    return {step, Verdict::Ok, QStringLiteral("%1 is in order").arg(options->configFile),
            std::nullopt};
}

Finding hostFinding(const Result<StatusSnapshot> &status, qint64 now)
{
    const QString step = QStringLiteral("host");
    if (!status)
        return {step, Verdict::Unknown, status.error().description,
                QStringLiteral("start the agent; where it runs, give it a status-address")};
    if (status->paused)
        return {step, Verdict::Warning, QStringLiteral("host access is paused"),
                QStringLiteral("qtga resume gives it back")};
    if (status->channel.host == HostPresence::Absent && !status->lastRequest)
        return {step, Verdict::Warning, QStringLiteral("no host has connected yet"),
                QStringLiteral("ask from the host: virsh qemu-agent-command GUEST "
                               "'{\"execute\": \"guest-ping\"}', or qm agent ID ping")};
    if (!status->lastRequest)
        return {step, Verdict::Ok,
                QStringLiteral("a host may be there, and has asked for nothing yet"), std::nullopt};
    const QString when = timeText(*status->lastRequest);
    if (now - *status->lastRequest > lately)
        return {step, Verdict::Warning, QStringLiteral("the host last asked at %1").arg(when),
                QStringLiteral("see whether the host still has the agent enabled for this guest")};
    return {step, Verdict::Ok,
            QStringLiteral("the host asked %1 times, last at %2").arg(status->requests).arg(when),
            std::nullopt};
}

Finding freezeFinding(const Result<FreezePlan> &plan, const std::optional<Permissions> &agents)
{
    const QString step = QStringLiteral("freeze");
    const auto lack = agents ? whatAgentLacksToFreeze(*agents) : std::nullopt;
    if (lack)
        return {step, Verdict::Warning, *lack,
                QStringLiteral("backups will not be consistent until then")};
    if (!plan && agents)
        return {
            step, Verdict::Unknown,
            QStringLiteral("the agent can freeze; what it would freeze can't be seen from here"),
            QStringLiteral("run qtga doctor as an administrator")};
    if (!plan)
        return {step, Verdict::Warning, plan.error().description,
                QStringLiteral("backups will not be consistent until then")};
    if (plan->frozen.isEmpty())
        return {step, Verdict::Warning, QStringLiteral("no file system would be frozen"),
                QStringLiteral("see qtga freeze-plan for why each is left out")};
    QStringList places;
    for (const PlannedFileSystem &each : plan->frozen)
        places += each.mountpoint;
    return {step, Verdict::Ok,
            QStringLiteral("%1 would be frozen, in this order: %2; %3 left out")
                .arg(places.size())
                .arg(places.join(QStringLiteral(", ")))
                .arg(plan->leftOut.size()),
            std::nullopt};
}

Finding hooksFinding(const Result<QList<HookFile>> &hooks)
{
    const QString step = QStringLiteral("freeze hooks");
    if (!hooks)
        return {step, Verdict::Failure, hooks.error().description,
                QStringLiteral("no freeze succeeds until then: put it right, or take "
                               "fsfreeze-hook-dir out of the configuration")};
    for (const HookFile &hook : *hooks) {
        const QString problem = hookProblem(hook);
        if (!problem.isEmpty())
            return {step, Verdict::Failure, hook.path + u' ' + problem,
                    QStringLiteral("freezing runs it as root: chown root:root and chmod 755 it, or "
                                   "take it out of the configuration")};
    }
    return {step, Verdict::Ok,
            hooks->isEmpty() ? QStringLiteral("none is configured")
                             : QStringLiteral("%1 are in order").arg(hooks->size()),
            std::nullopt};
}

QList<HookFile> readHooks(const QList<QString> &programs)
{
    QList<HookFile> hooks;
    for (const QString &path : programs) {
        const QFileInfo info(path);
        hooks += HookFile{path, info.exists(), info.ownerId() == 0 || info.ownerId() == uint(-2),
                          info.permissions()};
    }
    return hooks;
}

Finding recordFinding(const QStringList &missing)
{
    const QString step = QStringLiteral("owner's view");
    if (missing.isEmpty())
        return {step, Verdict::Ok, QStringLiteral("status and audit have their places"),
                std::nullopt};
    return {step, Verdict::Warning,
            QStringLiteral("not there: %1").arg(missing.join(QStringLiteral(", "))),
            QStringLiteral("the installed service makes them; by hand: make the directories, which "
                           "administrators only may write")};
}

Finding commandsFinding(const Permissions &permissions, bool byAgent)
{
    const auto count = [&](OffBy by) {
        return std::count_if(permissions.commands.begin(), permissions.commands.end(),
                             [by](const CommandPermission &each) { return each.offBy == by; });
    };
    return {QStringLiteral("commands"), Verdict::Ok,
            QStringLiteral("%1, of which the policy turns %2 off and this system lacks %3; qtga "
                           "policy show says why%4")
                .arg(permissions.commands.size())
                .arg(count(OffBy::Policy))
                .arg(count(OffBy::System))
                .arg(byAgent ? QString()
                             : QStringLiteral("; no agent answers, so this is what the system "
                                              "lacks for this program")),
            std::nullopt};
}

int exitCodeOf(const QList<Finding> &findings)
{
    const auto has = [&](Verdict verdict) {
        return std::any_of(findings.begin(), findings.end(),
                           [verdict](const Finding &each) { return each.verdict == verdict; });
    };
    if (has(Verdict::Failure))
        return ToolFailed;
    return has(Verdict::Warning) ? ToolAttention : ToolDone;
}

} // namespace ga
