// SPDX-License-Identifier: Apache-2.0
// The way from the host's device to a descriptor of the agent.
#include "platform/linux/doctor/judgements.h"

#include "platform/common/port_advice.h"
#include "platform/linux/system/sysfs_tree.h"

#include <algorithm>

namespace ga {

namespace {

bool isPort(const DiagnosisQuestion &question)
{
    return question.method == u"virtio-serial";
}

bool isDevice(const DiagnosisQuestion &question)
{
    return isPort(question) || question.method == u"isa-serial";
}

// The port's name, where the path is udev's link.
QByteArray portName(const DiagnosisQuestion &question)
{
    return baseName(question.path.toUtf8());
}

Finding device(Verdict verdict, const QString &text,
               const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("device"), verdict, text, fix};
}

QString portNames(const MachineFacts &facts)
{
    QStringList names;
    for (const VirtioPort &port : facts.ports) {
        if (!port.name.isEmpty())
            names += QString::fromUtf8(port.name);
    }
    return names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
}

Finding judgeMissingPort(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const QByteArray name = portName(question);
    if (facts.consoleDevices == 0)
        return device(Verdict::Failure, QStringLiteral("the guest has no virtio-serial device"),
                      howToAddPort(QString::fromUtf8(name)));
    if (!facts.consoleDriver)
        return device(Verdict::Failure, QStringLiteral("the virtio-serial device has no driver"),
                      QStringLiteral("load it: modprobe virtio_console"));
    const auto found = std::find_if(facts.ports.begin(), facts.ports.end(),
                                    [&](const VirtioPort &port) { return port.name == name; });
    if (found == facts.ports.end())
        return device(Verdict::Failure,
                      QStringLiteral("the virtio-serial device has no port %1; it has: %2")
                          .arg(QString::fromUtf8(name), portNames(facts)),
                      howToAddPort(QString::fromUtf8(name)));
    return device(Verdict::Failure,
                  QStringLiteral("the port is there as /dev/%1, but %2 is not")
                      .arg(QString::fromUtf8(found->device), question.path),
                  QStringLiteral("udev makes that link: udevadm trigger; or set path=/dev/%1")
                      .arg(QString::fromUtf8(found->device)));
}

} // namespace

Finding judgeDevice(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    if (!isDevice(question))
        return device(Verdict::Ok,
                      QStringLiteral("the method %1 needs no device").arg(question.method));
    if (facts.pathExists)
        return device(Verdict::Ok, QStringLiteral("%1 is there").arg(question.path));
    if (isPort(question))
        return judgeMissingPort(facts, question);
    return device(Verdict::Failure, QStringLiteral("%1 is not there").arg(question.path),
                  QStringLiteral("have the host add a serial port, or set path to the one it has"));
}

Finding judgeAccess(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const QString step = QStringLiteral("permissions");
    if (!isDevice(question) || !facts.pathExists)
        return {step, Verdict::Ok, QStringLiteral("there is nothing to open"), std::nullopt};
    if (facts.pathUsable)
        return {step, Verdict::Ok, QStringLiteral("it may be read and written"), std::nullopt};
    if (!facts.isRoot)
        return {step, Verdict::Unknown, QStringLiteral("only root may open it, as the agent does"),
                QStringLiteral("run qtga doctor as root to see more")};
    return {step, Verdict::Failure, QStringLiteral("root may not open it"),
            QStringLiteral("see what SELinux or AppArmor deny, below")};
}

Finding judgeHolder(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const QString step = QStringLiteral("held by");
    if (!isDevice(question) || !facts.pathExists)
        return {step, Verdict::Ok, QStringLiteral("there is nothing to hold"), std::nullopt};
    if (!facts.holder && question.openIn)
        return {
            step, Verdict::Ok,
            QStringLiteral("the agent, process %1, says that it has it open").arg(*question.openIn),
            std::nullopt};
    if (!facts.holder && !facts.isRoot)
        return {step, Verdict::Unknown, QStringLiteral("who has it open is seen by root only"),
                QStringLiteral("run qtga doctor as root")};
    if (!facts.holder)
        return {step, Verdict::Failure, QStringLiteral("nobody has it open"),
                QStringLiteral("start the agent: systemctl start qtga")};
    const QString who = QStringLiteral("process %1 (%2) has it open")
                            .arg(facts.holder->pid)
                            .arg(QString::fromUtf8(facts.holder->name));
    if (facts.holder->name == "qtga" || facts.holder->pid == question.openIn)
        return {step, Verdict::Ok, who, std::nullopt};
    return {step, Verdict::Failure, who,
            facts.holder->name == "qemu-ga"
                ? QStringLiteral("only one agent can have it: systemctl disable --now "
                                 "qemu-guest-agent, then systemctl restart qtga")
                : QStringLiteral("only one program can have it: end that one")};
}

} // namespace ga
