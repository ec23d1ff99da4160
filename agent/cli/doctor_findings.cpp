// SPDX-License-Identifier: Apache-2.0
// What configuration, status, freeze plan and hooks say.
#include "cli/doctor_findings.h"

#include "cli/owner_tool.h"

#include <QFileInfo>

#include <algorithm>

namespace ga {

namespace {

constexpr qint64 lately = qint64(24) * 3600 * 1000; // Milliseconds.

// In words with a place for the hook's path; nullptr where there is none.
const char *problemOf(const HookFile &hook)
{
    if (!hook.exists)
        return QT_TRANSLATE_NOOP("Doctor", "%1 is not there");
    if (!(hook.permissions &
          (QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther)))
        return QT_TRANSLATE_NOOP("Doctor", "%1 is not executable");
    if (!hook.rootOwned)
        return QT_TRANSLATE_NOOP("Doctor", "%1 doesn't belong to root");
    if (hook.permissions & (QFileDevice::WriteGroup | QFileDevice::WriteOther))
        return QT_TRANSLATE_NOOP("Doctor", "%1 may be written by others than root");
    return nullptr;
}

std::optional<QString> whatAgentLacksToFreeze(const Permissions &permissions)
{
    for (const CommandPermission &each : permissions.commands) {
        if (each.name == u"guest-fsfreeze-freeze" && each.offBy == OffBy::System)
            return each.reason;
    }
    return std::nullopt;
}

// Each of the doubts begins with the file.
Sentence allOf(const QList<Sentence> &doubts, const QString &file)
{
    const QString beginning = file + QStringLiteral(": ");
    QStringList texts;
    for (const Sentence &doubt : doubts)
        texts += doubt.text().mid(beginning.size());
    return Sentence::quoted(beginning + texts.join(QStringLiteral("; ")));
}

Sentence requestsOf(const StatusSnapshot &status, const QString &last)
{
    if (status.requests == 1)
        return {QT_TRANSLATE_NOOP("Doctor", "the host asked 1 times, last at %1"), {last}};
    return {QT_TRANSLATE_NOOP("Doctor", "the host asked %1 times, last at %2"),
            {QString::number(status.requests), last}};
}

Sentence inWords(const FreezePlan &plan)
{
    QStringList places;
    for (const PlannedFileSystem &each : plan.frozen)
        places += each.mountpoint;
    const QString order = places.join(QStringLiteral(", "));
    const QString leftOut = QString::number(plan.leftOut.size());
    if (places.size() == 1)
        return {QT_TRANSLATE_NOOP("Doctor", "1 would be frozen, in this order: %1; %2 left out"),
                {order, leftOut}};
    return {QT_TRANSLATE_NOOP("Doctor", "%1 would be frozen, in this order: %2; %3 left out"),
            {QString::number(places.size()), order, leftOut}};
}

Sentence inOrder(qsizetype hooks)
{
    if (hooks == 0)
        return QT_TRANSLATE_NOOP("Doctor", "none is configured");
    if (hooks == 1)
        return QT_TRANSLATE_NOOP("Doctor", "1 are in order");
    return {QT_TRANSLATE_NOOP("Doctor", "%1 are in order"), {QString::number(hooks)}};
}

} // namespace

Finding configurationFinding(const Result<Options> &options, const QList<Sentence> &doubts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "configuration");
    if (!options)
        return {
            step, Verdict::Failure, Sentence::quoted(options.error().description),
            QT_TRANSLATE_NOOP("Doctor", "the agent doesn't start with it: put that line right")};
    if (!doubts.isEmpty())
        return {step, Verdict::Warning,
                doubts.size() == 1 ? doubts.first() : allOf(doubts, options->configFile),
                QT_TRANSLATE_NOOP("Doctor",
                                  "the agent takes this in silence, as qemu-ga does, and it does "
                                  "nothing: put it right")};
    if (options->configFile.isEmpty())
        return {step, Verdict::Ok,
                QT_TRANSLATE_NOOP("Doctor", "there is no file: everything is as by default"),
                std::nullopt};
    return {step,
            Verdict::Ok,
            {QT_TRANSLATE_NOOP("Doctor", "%1 is in order"), {options->configFile}},
            std::nullopt};
}

Finding hostFinding(const tl::expected<StatusSnapshot, Sentence> &status, qint64 now)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "host");
    if (!status)
        return {step, Verdict::Unknown, status.error(),
                QT_TRANSLATE_NOOP("Doctor",
                                  "start the agent; where it runs, give it a status-address")};
    if (status->paused)
        return {step, Verdict::Warning, QT_TRANSLATE_NOOP("Doctor", "host access is paused"),
                QT_TRANSLATE_NOOP("Doctor", "qtga resume gives it back")};
    if (status->channel.host == HostPresence::Absent && !status->lastRequest)
        return {step, Verdict::Warning, QT_TRANSLATE_NOOP("Doctor", "no host has connected yet"),
                QT_TRANSLATE_NOOP("Doctor",
                                  "ask from the host: virsh qemu-agent-command GUEST "
                                  "'{\"execute\": \"guest-ping\"}', or qm agent ID ping")};
    if (!status->lastRequest)
        return {step, Verdict::Ok,
                QT_TRANSLATE_NOOP("Doctor", "a host may be there, and has asked for nothing yet"),
                std::nullopt};
    const QString when = timeText(*status->lastRequest);
    if (now - *status->lastRequest > lately)
        return {step,
                Verdict::Warning,
                {QT_TRANSLATE_NOOP("Doctor", "the host last asked at %1"), {when}},
                QT_TRANSLATE_NOOP(
                    "Doctor", "see whether the host still has the agent enabled for this guest")};
    return {step, Verdict::Ok, requestsOf(*status, when), std::nullopt};
}

Finding freezeFinding(const Result<FreezePlan> &plan, const std::optional<Permissions> &agents)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "freeze");
    const char *untilThen =
        QT_TRANSLATE_NOOP("Doctor", "backups will not be consistent until then");
    const auto lack = agents ? whatAgentLacksToFreeze(*agents) : std::nullopt;
    if (lack)
        return {step, Verdict::Warning, Sentence::quoted(*lack), untilThen};
    if (!plan && agents)
        return {step, Verdict::Unknown,
                QT_TRANSLATE_NOOP(
                    "Doctor", "the agent can freeze; what it would freeze can't be seen from here"),
                QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as an administrator")};
    if (!plan)
        return {step, Verdict::Warning, Sentence::quoted(plan.error().description), untilThen};
    if (plan->frozen.isEmpty())
        return {step, Verdict::Warning,
                QT_TRANSLATE_NOOP("Doctor", "no file system would be frozen"),
                QT_TRANSLATE_NOOP("Doctor", "see qtga freeze-plan for why each is left out")};
    return {step, Verdict::Ok, inWords(*plan), std::nullopt};
}

Finding hooksFinding(const Result<QList<HookFile>> &hooks)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "freeze hooks");
    if (!hooks)
        return {step, Verdict::Failure, Sentence::quoted(hooks.error().description),
                QT_TRANSLATE_NOOP("Doctor", "no freeze succeeds until then: put it right, or take "
                                            "fsfreeze-hook-dir out of the configuration")};
    for (const HookFile &hook : *hooks) {
        if (const char *problem = problemOf(hook))
            return {step,
                    Verdict::Failure,
                    {problem, {hook.path}},
                    QT_TRANSLATE_NOOP("Doctor",
                                      "freezing runs it as root: chown root:root and chmod 755 it, "
                                      "or take it out of the configuration")};
    }
    return {step, Verdict::Ok, inOrder(hooks->size()), std::nullopt};
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
    const char *step = QT_TRANSLATE_NOOP("Doctor", "owner's view");
    if (missing.isEmpty())
        return {step, Verdict::Ok,
                QT_TRANSLATE_NOOP("Doctor", "status and audit have their places"), std::nullopt};
    return {step,
            Verdict::Warning,
            {QT_TRANSLATE_NOOP("Doctor", "not there: %1"), {missing.join(QStringLiteral(", "))}},
            QT_TRANSLATE_NOOP("Doctor",
                              "the installed service makes them; by hand: make the directories, "
                              "which administrators only may write")};
}

Finding commandsFinding(const Permissions &permissions, bool byAgent)
{
    const auto count = [&](OffBy by) {
        return QString::number(
            std::count_if(permissions.commands.begin(), permissions.commands.end(),
                          [by](const CommandPermission &each) { return each.offBy == by; }));
    };
    const char *words =
        byAgent ? QT_TRANSLATE_NOOP("Doctor",
                                    "%1, of which the policy turns %2 off and this system lacks "
                                    "%3; qtga policy show says why")
                : QT_TRANSLATE_NOOP("Doctor",
                                    "%1, of which the policy turns %2 off and this system lacks "
                                    "%3; qtga policy show says why; no agent answers, so this is "
                                    "what the system lacks for this program");
    return {QT_TRANSLATE_NOOP("Doctor", "commands"),
            Verdict::Ok,
            {words,
             {QString::number(permissions.commands.size()), count(OffBy::Policy),
              count(OffBy::System)}},
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
