// SPDX-License-Identifier: Apache-2.0
// The way from the hypervisor to the agent's handle.
#include "platform/windows/doctor/windows_judgements.h"

#include "platform/common/hypervisors.h"
#include "platform/common/port_advice.h"

#include <algorithm>

namespace ga {

namespace {

constexpr quint32 noDriver = 28; // CM_PROB_FAILED_INSTALL

bool isPort(const DiagnosisQuestion &question)
{
    return question.method == u"virtio-serial";
}

bool isDevice(const DiagnosisQuestion &question)
{
    return (isPort(question) || question.method == u"isa-serial") &&
           !deviceNameOf(question.path).isEmpty();
}

Finding machine(Verdict verdict, const Sentence &text,
                const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "virtual machine"), verdict, text, fix};
}

bool hasConsole(const WindowsFacts &facts)
{
    return facts.consoles && !facts.consoles->isEmpty();
}

// Windows above Hyper-V, as it is with many of its protections, says so on real machines too; and
// Microsoft sells such.
const Hypervisor *hypervisorOf(const WindowsFacts &facts)
{
    const Hypervisor *named = hypervisorNamed(facts.vendor, facts.product);
    if (named && facts.vendor.startsWith("Microsoft") && facts.product != "Virtual Machine")
        return nullptr;
    return named;
}

Finding judgeUnnamed(const WindowsFacts &facts)
{
    const QByteArray &signature = facts.hypervisorSignature;
    if (signature.startsWith("KVM"))
        return machine(Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "a guest of KVM"));
    if (signature.startsWith("TCG"))
        return machine(Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "a guest of QEMU"));
    if (hasConsole(facts) || (facts.hypervisorBit && !signature.startsWith("Microsoft")))
        return machine(
            Verdict::Ok,
            QT_TRANSLATE_NOOP("Doctor", "a guest of a hypervisor that doesn't say its name"));
    return machine(
        Verdict::Failure,
        QT_TRANSLATE_NOOP("Doctor", "no hypervisor was found: this is no virtual machine"),
        QT_TRANSLATE_NOOP("Doctor", "install qtga inside the guest, not on its host"));
}

Finding driver(Verdict verdict, const Sentence &text,
               const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "driver"), verdict, text, fix};
}

Finding device(Verdict verdict, const Sentence &text,
               const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "device"), verdict, text, fix};
}

// `one` has places for a name and a process, `more` one for all of them.
Sentence agentsIn(const char *one, const char *more, const QList<RunningAgent> &agents)
{
    if (agents.size() == 1)
        return {one, {agents[0].program, QString::number(agents[0].pid)}};
    QStringList all;
    for (const RunningAgent &agent : agents)
        all += QStringLiteral("%1 (process %2)").arg(agent.program, QString::number(agent.pid));
    return {more, {all.join(QStringLiteral(", "))}};
}

Finding judgeBadDriver(const InstalledDevice &bad)
{
    if (bad.driverName.isEmpty() || bad.problem == noDriver)
        return driver(
            Verdict::Failure, QT_TRANSLATE_NOOP("Doctor", "the virtio-serial device has no driver"),
            QT_TRANSLATE_NOOP("Doctor",
                              "install the VirtIO serial driver (vioserial) from virtio-win"));
    return driver(Verdict::Failure,
                  {QT_TRANSLATE_NOOP("Doctor", "%1 has problem %2"),
                   {bad.driverName, QString::number(bad.problem)}},
                  QT_TRANSLATE_NOOP("Doctor",
                                    "see the device in the device manager; install its driver "
                                    "anew from virtio-win"));
}

Sentence isThere(const QString &path)
{
    return {QT_TRANSLATE_NOOP("Doctor", "%1 is there"), {path}};
}

Sentence isNotThere(const QString &path)
{
    return {QT_TRANSLATE_NOOP("Doctor", "%1 is not there"), {path}};
}

} // namespace

QString deviceNameOf(const QString &path)
{
    QString name = path;
    name.replace(u'/', u'\\');
    if (name.startsWith(u"\\\\.\\"))
        name.remove(0, 4);
    if (name.startsWith(u"Global\\", Qt::CaseInsensitive))
        name.remove(0, 7);
    return name.contains(u'\\') ? QString() : name;
}

Finding judgeMachine(const WindowsFacts &facts)
{
    const Hypervisor *hypervisor = hypervisorOf(facts);
    if (!hypervisor || (hypervisor->windowsAgent && !facts.hypervisorBit && !hasConsole(facts)))
        return judgeUnnamed(facts);
    if (!hypervisor->windowsAgent || hasConsole(facts))
        return machine(Verdict::Ok, guestOf(*hypervisor));
    return machine(Verdict::Warning, guestOf(*hypervisor), howToServe(hypervisor->windowsAgent));
}

Finding judgeDriver(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    if (!isPort(question) || !isDevice(question))
        return driver(Verdict::Ok, {QT_TRANSLATE_NOOP("Doctor", "%1 needs none"), {question.path}});
    if (!facts.consoles)
        return driver(
            Verdict::Unknown, Sentence::quoted(facts.consoles.error().description),
            QT_TRANSLATE_NOOP("Doctor", "look for \"VirtIO Serial Driver\" in the device manager"));
    if (facts.consoles->isEmpty())
        return driver(Verdict::Failure,
                      QT_TRANSLATE_NOOP("Doctor", "the guest has no virtio-serial device"),
                      howToAddPort(deviceNameOf(question.path)));
    const auto bad = std::find_if(
        facts.consoles->begin(), facts.consoles->end(),
        [](const InstalledDevice &each) { return each.problem != 0 || each.driverName.isEmpty(); });
    if (bad == facts.consoles->end()) {
        const InstalledDevice &good = facts.consoles->first();
        return driver(Verdict::Ok,
                      {QT_TRANSLATE_NOOP("Doctor", "%1 %2 serves the virtio-serial device"),
                       {good.driverName, good.driverVersion}});
    }
    return judgeBadDriver(*bad);
}

Finding judgeDevice(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    if (!isDevice(question) || !facts.pathExists)
        return device(Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "a pipe needs no device"));
    if (*facts.pathExists)
        return device(Verdict::Ok, isThere(question.path));
    if (!isPort(question))
        return device(
            Verdict::Failure, isNotThere(question.path),
            QT_TRANSLATE_NOOP("Doctor",
                              "have the host add a serial port, or set path to the one it has"));
    return device(Verdict::Failure, isNotThere(question.path),
                  howToAddPort(deviceNameOf(question.path)));
}

// Windows doesn't tell who has a device open: what is known is what agents say, and that they run.
Finding judgeHolder(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "held by");
    if (question.openIn)
        return {step,
                Verdict::Ok,
                {QT_TRANSLATE_NOOP("Doctor", "the agent, process %1, says that it has it open"),
                 {QString::number(*question.openIn)}},
                std::nullopt};
    if (!isDevice(question) || facts.pathExists == false)
        return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "there is nothing to hold"),
                std::nullopt};
    if (!facts.otherAgents.isEmpty())
        return {step, Verdict::Failure,
                agentsIn(QT_TRANSLATE_NOOP("Doctor", "most likely by %1 (process %2)"),
                         QT_TRANSLATE_NOOP("Doctor", "most likely by %1"), facts.otherAgents),
                QT_TRANSLATE_NOOP("Doctor",
                                  "only one agent can have it: remove that one in Settings, Apps, "
                                  "and start this one")};
    const bool runs = facts.service && *facts.service && (*facts.service)->runs;
    if (!runs)
        return {step, Verdict::Failure,
                QT_TRANSLATE_NOOP("Doctor", "no agent runs that could have it open"),
                QT_TRANSLATE_NOOP("Doctor", "start the agent: sc.exe start QEMU-GA")};
    return {step, Verdict::Unknown,
            QT_TRANSLATE_NOOP("Doctor", "the agent runs, and doesn't say that it has it open"),
            QT_TRANSLATE_NOOP("Doctor", "what keeps it says its log, and qtga status; only one "
                                        "program can have it")};
}

Finding judgeSecondAgent(const WindowsFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "second agent");
    if (facts.service && *facts.service && !startsThisAgent((*facts.service)->commandLine))
        return {step,
                Verdict::Failure,
                {QT_TRANSLATE_NOOP("Doctor", "the service QEMU-GA is another program's: %1"),
                 {(*facts.service)->commandLine}},
                QT_TRANSLATE_NOOP("Doctor",
                                  "remove that agent in Settings, Apps, then: qtga -s install")};
    if (!facts.otherAgents.isEmpty())
        return {step, Verdict::Warning,
                agentsIn(QT_TRANSLATE_NOOP("Doctor", "another agent runs: %1 (process %2)"),
                         QT_TRANSLATE_NOOP("Doctor", "another agent runs: %1"), facts.otherAgents),
                QT_TRANSLATE_NOOP("Doctor", "one port serves one of them: stop the other")};
    return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "there is none"), std::nullopt};
}

} // namespace ga
