// SPDX-License-Identifier: Apache-2.0
// Whether the agent is started, and whether Windows can freeze for it.
#include "platform/windows/doctor/windows_judgements.h"

#include "platform/windows/service/service_plan.h"

#include <algorithm>

namespace ga {

namespace {

Finding service(Verdict verdict, const QString &text,
                const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("service"), verdict, text, fix};
}

Finding vss(Verdict verdict, const QString &text, const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("VSS service"), verdict, text, fix};
}

QString writersText(const QList<WriterFailure> &failures)
{
    QStringList words;
    for (const WriterFailure &failure : failures)
        words += QStringLiteral("%1: %2").arg(failure.writer, vssResultText(failure.result));
    return words.join(QStringLiteral("; "));
}

} // namespace

bool startsThisAgent(const QString &commandLine)
{
    return isThisAgent(splitServiceLine(commandLine).program);
}

Finding judgeService(const WindowsFacts &facts)
{
    if (!facts.service)
        return service(Verdict::Unknown, facts.service.error().description,
                       QStringLiteral("run qtga doctor as administrator"));
    const std::optional<ServiceFacts> &found = *facts.service;
    if (!found || !startsThisAgent(found->commandLine))
        return service(Verdict::Failure, QStringLiteral("no service starts this agent"),
                       QStringLiteral("install it: qtga -s install"));
    if (found->start == ServiceStart::Disabled)
        return service(
            Verdict::Failure, QStringLiteral("the service QEMU-GA is disabled"),
            QStringLiteral("sc.exe config QEMU-GA start= auto, then sc.exe start QEMU-GA"));
    if (!found->runs)
        return service(Verdict::Warning,
                       found->lastError == 0
                           ? QStringLiteral("the service QEMU-GA is not running")
                           : QStringLiteral("the service QEMU-GA has ended with error %1")
                                 .arg(found->lastError),
                       QStringLiteral("sc.exe start QEMU-GA; why it ended says the Event Log"));
    if (found->start != ServiceStart::Automatic)
        return service(Verdict::Warning,
                       QStringLiteral("the service QEMU-GA runs, but not by itself after a boot"),
                       QStringLiteral("sc.exe config QEMU-GA start= auto"));
    return service(Verdict::Ok, QStringLiteral("Windows starts it at boot, and it runs"));
}

Finding judgeRecovery(const WindowsFacts &facts)
{
    const QString step = QStringLiteral("recovery");
    const bool isOurs =
        facts.service && *facts.service && startsThisAgent((*facts.service)->commandLine);
    if (!isOurs)
        return {step, Verdict::Ok, QStringLiteral("there is no service to start again"),
                std::nullopt};
    if (!(*facts.service)->startedAgain)
        return {step, Verdict::Warning,
                QStringLiteral("Windows doesn't start the service again when it fails"),
                QStringLiteral("sc.exe failure QEMU-GA reset= 86400 "
                               "actions= restart/5000/restart/15000/restart/60000")};
    return {step, Verdict::Ok, QStringLiteral("Windows starts the service again when it fails"),
            std::nullopt};
}

// It needn't run: Windows starts it when somebody asks for it.
Finding judgeVss(const WindowsFacts &facts)
{
    if (!facts.vss)
        return vss(Verdict::Unknown, facts.vss.error().description,
                   QStringLiteral("run qtga doctor as administrator"));
    if (!*facts.vss)
        return vss(
            Verdict::Warning,
            QStringLiteral("this Windows has no Volume Shadow Copy service, and can't freeze"),
            QStringLiteral("backups will not be consistent: shut the guest down for them"));
    if ((*facts.vss)->start == ServiceStart::Disabled)
        return vss(Verdict::Warning,
                   QStringLiteral("the Volume Shadow Copy service is disabled: nothing can freeze"),
                   QStringLiteral("sc.exe config VSS start= demand"));
    return vss(Verdict::Ok, (*facts.vss)->runs ? QStringLiteral("it runs")
                                               : QStringLiteral("it is started when it is needed"));
}

Finding judgeProvider(const WindowsFacts &facts)
{
    const QString step = QStringLiteral("VSS provider");
    if (facts.missingProvider.isEmpty())
        return {step, Verdict::Ok, QStringLiteral("the agent's own is registered"), std::nullopt};
    return {step, Verdict::Warning, facts.missingProvider,
            QStringLiteral("put qtga-vss.dll beside qtga.exe, and as administrator: qtga -s "
                           "vss-install")};
}

Finding judgeWriters(const WindowsFacts &facts)
{
    const QString step = QStringLiteral("VSS writers");
    if (!facts.writers)
        return {
            step, Verdict::Unknown, facts.writers.error().description,
            QStringLiteral("run qtga doctor as administrator; vssadmin list writers shows them, "
                           "too")};
    if (!facts.writers->failures.isEmpty())
        return {step, Verdict::Warning,
                QStringLiteral("%1 of %2 have failed: %3")
                    .arg(facts.writers->failures.size())
                    .arg(facts.writers->count)
                    .arg(writersText(facts.writers->failures)),
                QStringLiteral("restart the service that the writer belongs to: vssadmin list "
                               "writers names them")};
    return {step, Verdict::Ok,
            QStringLiteral("%1 answer, and none has failed").arg(facts.writers->count),
            std::nullopt};
}

QList<Finding> judge(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    return {judgeMachine(facts),          judgeDriver(facts, question),
            judgeDevice(facts, question), judgeHolder(facts, question),
            judgeService(facts),          judgeRecovery(facts),
            judgeSecondAgent(facts),      judgeVss(facts),
            judgeProvider(facts),         judgeWriters(facts)};
}

} // namespace ga
