// SPDX-License-Identifier: Apache-2.0
// Whether the agent is started, and whether Windows can freeze for it.
#include "platform/windows/doctor/windows_judgements.h"

#include "platform/windows/service/service_plan.h"

#include <algorithm>

namespace ga {

namespace {

Finding service(Verdict verdict, const Sentence &text,
                const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "service"), verdict, text, fix};
}

Finding vss(Verdict verdict, const Sentence &text,
            const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "VSS service"), verdict, text, fix};
}

Sentence endOf(const ServiceFacts &service)
{
    if (service.lastError == 0)
        return QT_TRANSLATE_NOOP("Doctor", "the service QEMU-GA is not running");
    return {QT_TRANSLATE_NOOP("Doctor", "the service QEMU-GA has ended with error %1"),
            {QString::number(service.lastError)}};
}

Sentence failuresOf(const WriterReading &writers)
{
    QStringList each;
    for (const WriterFailure &failure : writers.failures)
        each += QStringLiteral("%1: %2").arg(failure.writer, vssResultText(failure.result));
    const QString all = each.join(QStringLiteral("; "));
    const QString count = QString::number(writers.count);
    if (writers.failures.size() == 1)
        return {QT_TRANSLATE_NOOP("Doctor", "1 of %1 have failed: %2"), {count, all}};
    return {QT_TRANSLATE_NOOP("Doctor", "%1 of %2 have failed: %3"),
            {QString::number(writers.failures.size()), count, all}};
}

Sentence allWell(const WriterReading &writers)
{
    if (writers.count == 1)
        return QT_TRANSLATE_NOOP("Doctor", "1 answer, and none has failed");
    return {QT_TRANSLATE_NOOP("Doctor", "%1 answer, and none has failed"),
            {QString::number(writers.count)}};
}

} // namespace

bool startsThisAgent(const QString &commandLine)
{
    return isThisAgent(splitServiceLine(commandLine).program);
}

Finding judgeService(const WindowsFacts &facts)
{
    if (!facts.service)
        return service(Verdict::Unknown, Sentence::quoted(facts.service.error().description),
                       QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as administrator"));
    const std::optional<ServiceFacts> &found = *facts.service;
    if (!found || !startsThisAgent(found->commandLine))
        return service(Verdict::Failure,
                       QT_TRANSLATE_NOOP("Doctor", "no service starts this agent"),
                       QT_TRANSLATE_NOOP("Doctor", "install it: qtga -s install"));
    if (found->start == ServiceStart::Disabled)
        return service(
            Verdict::Failure, QT_TRANSLATE_NOOP("Doctor", "the service QEMU-GA is disabled"),
            QT_TRANSLATE_NOOP("Doctor", "sc.exe config QEMU-GA start= auto, then sc.exe start "
                                        "QEMU-GA"));
    if (!found->runs)
        return service(
            Verdict::Warning, endOf(*found),
            QT_TRANSLATE_NOOP("Doctor", "sc.exe start QEMU-GA; why it ended says the Event Log"));
    if (found->start != ServiceStart::Automatic)
        return service(
            Verdict::Warning,
            QT_TRANSLATE_NOOP("Doctor", "the service QEMU-GA runs, but not by itself after a boot"),
            QT_TRANSLATE_NOOP("Doctor", "sc.exe config QEMU-GA start= auto"));
    return service(Verdict::Ok,
                   QT_TRANSLATE_NOOP("Doctor", "Windows starts it at boot, and it runs"));
}

Finding judgeRecovery(const WindowsFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "recovery");
    const bool isOurs =
        facts.service && *facts.service && startsThisAgent((*facts.service)->commandLine);
    if (!isOurs)
        return {step, Verdict::Ok,
                QT_TRANSLATE_NOOP("Doctor", "there is no service to start again"), std::nullopt};
    if (!(*facts.service)->startedAgain)
        return {
            step, Verdict::Warning,
            QT_TRANSLATE_NOOP("Doctor", "Windows doesn't start the service again when it fails"),
            QT_TRANSLATE_NOOP("Doctor", "sc.exe failure QEMU-GA reset= 86400 "
                                        "actions= restart/5000/restart/15000/restart/60000")};
    return {step, Verdict::Ok,
            QT_TRANSLATE_NOOP("Doctor", "Windows starts the service again when it fails"),
            std::nullopt};
}

// It needn't run: Windows starts it when somebody asks for it.
Finding judgeVss(const WindowsFacts &facts)
{
    if (!facts.vss)
        return vss(Verdict::Unknown, Sentence::quoted(facts.vss.error().description),
                   QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as administrator"));
    if (!*facts.vss)
        return vss(
            Verdict::Warning,
            QT_TRANSLATE_NOOP("Doctor",
                              "this Windows has no Volume Shadow Copy service, and can't freeze"),
            QT_TRANSLATE_NOOP("Doctor",
                              "backups will not be consistent: shut the guest down for them"));
    if ((*facts.vss)->start == ServiceStart::Disabled)
        return vss(Verdict::Warning,
                   QT_TRANSLATE_NOOP(
                       "Doctor", "the Volume Shadow Copy service is disabled: nothing can freeze"),
                   QT_TRANSLATE_NOOP("Doctor", "sc.exe config VSS start= demand"));
    return vss(Verdict::Ok, (*facts.vss)->runs
                                ? QT_TRANSLATE_NOOP("Doctor", "it runs")
                                : QT_TRANSLATE_NOOP("Doctor", "it is started when it is needed"));
}

Finding judgeProvider(const WindowsFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "VSS provider");
    if (facts.missingProvider.isEmpty())
        return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "the agent's own is registered"),
                std::nullopt};
    return {step, Verdict::Warning, Sentence::quoted(facts.missingProvider),
            QT_TRANSLATE_NOOP("Doctor",
                              "put qtga-vss.dll beside qtga.exe, and as administrator: qtga -s "
                              "vss-install")};
}

Finding judgeWriters(const WindowsFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "VSS writers");
    if (!facts.writers)
        return {step, Verdict::Unknown, Sentence::quoted(facts.writers.error().description),
                QT_TRANSLATE_NOOP("Doctor",
                                  "run qtga doctor as administrator; vssadmin list writers shows "
                                  "them, too")};
    if (!facts.writers->failures.isEmpty())
        return {step, Verdict::Warning, failuresOf(*facts.writers),
                QT_TRANSLATE_NOOP("Doctor",
                                  "restart the service that the writer belongs to: vssadmin list "
                                  "writers names them")};
    return {step, Verdict::Ok, allWell(*facts.writers), std::nullopt};
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
