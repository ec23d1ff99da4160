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

Finding machine(Verdict verdict, const QString &text,
                const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("virtual machine"), verdict, text, fix};
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
        return machine(Verdict::Ok, QStringLiteral("a guest of KVM"));
    if (signature.startsWith("TCG"))
        return machine(Verdict::Ok, QStringLiteral("a guest of QEMU"));
    if (hasConsole(facts) || (facts.hypervisorBit && !signature.startsWith("Microsoft")))
        return machine(Verdict::Ok,
                       QStringLiteral("a guest of a hypervisor that doesn't say its name"));
    return machine(Verdict::Failure,
                   QStringLiteral("no hypervisor was found: this is no virtual machine"),
                   QStringLiteral("install qtga inside the guest, not on its host"));
}

Finding driver(Verdict verdict, const QString &text,
               const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("driver"), verdict, text, fix};
}

Finding device(Verdict verdict, const QString &text,
               const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("device"), verdict, text, fix};
}

QString agentsText(const QList<RunningAgent> &agents)
{
    QStringList words;
    for (const RunningAgent &agent : agents)
        words += QStringLiteral("%1 (process %2)").arg(agent.program).arg(agent.pid);
    return words.join(QStringLiteral(", "));
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
    const QString text = QStringLiteral("a guest of %1").arg(QLatin1StringView(hypervisor->name));
    if (!hypervisor->windowsAgent || hasConsole(facts))
        return machine(Verdict::Ok, text);
    return machine(Verdict::Warning, text,
                   QStringLiteral("this agent speaks to QEMU's hosts; here there is %1")
                       .arg(QLatin1StringView(hypervisor->windowsAgent)));
}

Finding judgeDriver(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    if (!isPort(question) || !isDevice(question))
        return driver(Verdict::Ok, QStringLiteral("%1 needs none").arg(question.path));
    if (!facts.consoles)
        return driver(Verdict::Unknown, facts.consoles.error().description,
                      QStringLiteral("look for \"VirtIO Serial Driver\" in the device manager"));
    if (facts.consoles->isEmpty())
        return driver(Verdict::Failure, QStringLiteral("the guest has no virtio-serial device"),
                      howToAddPort(deviceNameOf(question.path)));
    const auto bad = std::find_if(
        facts.consoles->begin(), facts.consoles->end(),
        [](const InstalledDevice &each) { return each.problem != 0 || each.driverName.isEmpty(); });
    if (bad == facts.consoles->end()) {
        const InstalledDevice &good = facts.consoles->first();
        return driver(Verdict::Ok, QStringLiteral("%1 %2 serves the virtio-serial device")
                                       .arg(good.driverName, good.driverVersion));
    }
    if (bad->driverName.isEmpty() || bad->problem == noDriver)
        return driver(
            Verdict::Failure, QStringLiteral("the virtio-serial device has no driver"),
            QStringLiteral("install the VirtIO serial driver (vioserial) from virtio-win"));
    return driver(
        Verdict::Failure,
        QStringLiteral("%1 has problem %2").arg(bad->driverName).arg(bad->problem),
        QStringLiteral("see the device in the device manager; install its driver anew from "
                       "virtio-win"));
}

Finding judgeDevice(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    if (!isDevice(question) || !facts.pathExists)
        return device(Verdict::Ok, QStringLiteral("a pipe needs no device"));
    if (*facts.pathExists)
        return device(Verdict::Ok, QStringLiteral("%1 is there").arg(question.path));
    const QString text = QStringLiteral("%1 is not there").arg(question.path);
    if (!isPort(question))
        return device(
            Verdict::Failure, text,
            QStringLiteral("have the host add a serial port, or set path to the one it has"));
    return device(Verdict::Failure, text, howToAddPort(deviceNameOf(question.path)));
}

// Windows doesn't tell who has a device open: what is known is what agents say, and that they run.
Finding judgeHolder(const WindowsFacts &facts, const DiagnosisQuestion &question)
{
    const QString step = QStringLiteral("held by");
    if (question.openIn)
        return {
            step, Verdict::Ok,
            QStringLiteral("the agent, process %1, says that it has it open").arg(*question.openIn),
            std::nullopt};
    if (!isDevice(question) || facts.pathExists == false)
        return {step, Verdict::Ok, QStringLiteral("there is nothing to hold"), std::nullopt};
    if (!facts.otherAgents.isEmpty())
        return {step, Verdict::Failure,
                QStringLiteral("most likely by %1").arg(agentsText(facts.otherAgents)),
                QStringLiteral("only one agent can have it: remove that one in Settings, Apps, and "
                               "start this one")};
    const bool runs = facts.service && *facts.service && (*facts.service)->runs;
    if (!runs)
        return {step, Verdict::Failure, QStringLiteral("no agent runs that could have it open"),
                QStringLiteral("start the agent: sc.exe start QEMU-GA")};
    return {step, Verdict::Unknown,
            QStringLiteral("the agent runs, and doesn't say that it has it open"),
            QStringLiteral("what keeps it says its log, and qtga status; only one program can have "
                           "it")};
}

Finding judgeSecondAgent(const WindowsFacts &facts)
{
    const QString step = QStringLiteral("second agent");
    if (facts.service && *facts.service && !startsThisAgent((*facts.service)->commandLine))
        return {step, Verdict::Failure,
                QStringLiteral("the service QEMU-GA is another program's: %1")
                    .arg((*facts.service)->commandLine),
                QStringLiteral("remove that agent in Settings, Apps, then: qtga -s install")};
    if (!facts.otherAgents.isEmpty())
        return {step, Verdict::Warning,
                QStringLiteral("another agent runs: %1").arg(agentsText(facts.otherAgents)),
                QStringLiteral("one port serves one of them: stop the other")};
    return {step, Verdict::Ok, QStringLiteral("there is none"), std::nullopt};
}

} // namespace ga
