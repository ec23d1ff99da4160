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

Finding device(Verdict verdict, const Sentence &text,
               const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "device"), verdict, text, fix};
}

Sentence noSuchPort(const MachineFacts &facts, const QString &name)
{
    QStringList names;
    for (const VirtioPort &port : facts.ports) {
        if (!port.name.isEmpty())
            names += QString::fromUtf8(port.name);
    }
    if (names.isEmpty())
        return {
            QT_TRANSLATE_NOOP("Doctor", "the virtio-serial device has no port %1; it has: none"),
            {name}};
    return {QT_TRANSLATE_NOOP("Doctor", "the virtio-serial device has no port %1; it has: %2"),
            {name, names.join(QStringLiteral(", "))}};
}

Finding judgeMissingPort(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const QByteArray name = portName(question);
    if (facts.consoleDevices == 0)
        return device(Verdict::Failure,
                      QT_TRANSLATE_NOOP("Doctor", "the guest has no virtio-serial device"),
                      howToAddPort(QString::fromUtf8(name)));
    if (!facts.consoleDriver)
        return device(Verdict::Failure,
                      QT_TRANSLATE_NOOP("Doctor", "the virtio-serial device has no driver"),
                      QT_TRANSLATE_NOOP("Doctor", "load it: modprobe virtio_console"));
    const auto found = std::find_if(facts.ports.begin(), facts.ports.end(),
                                    [&](const VirtioPort &port) { return port.name == name; });
    if (found == facts.ports.end())
        return device(Verdict::Failure, noSuchPort(facts, QString::fromUtf8(name)),
                      howToAddPort(QString::fromUtf8(name)));
    const QString there = QString::fromUtf8(found->device);
    return device(
        Verdict::Failure,
        Sentence{QT_TRANSLATE_NOOP("Doctor", "the port is there as /dev/%1, but %2 is not"),
                 {there, question.path}},
        Sentence{QT_TRANSLATE_NOOP("Doctor",
                                   "udev makes that link: udevadm trigger; or set path=/dev/%1"),
                 {there}});
}

} // namespace

Finding judgeDevice(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    if (!isDevice(question))
        return device(Verdict::Ok, {QT_TRANSLATE_NOOP("Doctor", "the method %1 needs no device"),
                                    {question.method}});
    if (facts.pathExists)
        return device(Verdict::Ok, {QT_TRANSLATE_NOOP("Doctor", "%1 is there"), {question.path}});
    if (isPort(question))
        return judgeMissingPort(facts, question);
    return device(Verdict::Failure,
                  {QT_TRANSLATE_NOOP("Doctor", "%1 is not there"), {question.path}},
                  QT_TRANSLATE_NOOP(
                      "Doctor", "have the host add a serial port, or set path to the one it has"));
}

Finding judgeAccess(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "permissions");
    if (!isDevice(question) || !facts.pathExists)
        return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "there is nothing to open"),
                std::nullopt};
    if (facts.pathUsable)
        return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "it may be read and written"),
                std::nullopt};
    if (!facts.isRoot)
        return {step, Verdict::Unknown,
                QT_TRANSLATE_NOOP("Doctor", "only root may open it, as the agent does"),
                QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as root to see more")};
    return {step, Verdict::Failure, QT_TRANSLATE_NOOP("Doctor", "root may not open it"),
            QT_TRANSLATE_NOOP("Doctor", "see what SELinux or AppArmor deny, below")};
}

Finding judgeHolder(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "held by");
    if (!isDevice(question) || !facts.pathExists)
        return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "there is nothing to hold"),
                std::nullopt};
    if (!facts.holder && question.openIn)
        return {step,
                Verdict::Ok,
                {QT_TRANSLATE_NOOP("Doctor", "the agent, process %1, says that it has it open"),
                 {QString::number(*question.openIn)}},
                std::nullopt};
    if (!facts.holder && !facts.isRoot)
        return {step, Verdict::Unknown,
                QT_TRANSLATE_NOOP("Doctor", "who has it open is seen by root only"),
                QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as root")};
    if (!facts.holder)
        return {step, Verdict::Failure, QT_TRANSLATE_NOOP("Doctor", "nobody has it open"),
                QT_TRANSLATE_NOOP("Doctor", "start the agent: systemctl start qtga")};
    const Sentence who{QT_TRANSLATE_NOOP("Doctor", "process %1 (%2) has it open"),
                       {QString::number(facts.holder->pid), QString::fromUtf8(facts.holder->name)}};
    if (facts.holder->name == "qtga" || facts.holder->pid == question.openIn)
        return {step, Verdict::Ok, who, std::nullopt};
    return {step, Verdict::Failure, who,
            facts.holder->name == "qemu-ga"
                ? QT_TRANSLATE_NOOP("Doctor", "only one agent can have it: systemctl disable --now "
                                              "qemu-guest-agent, then systemctl restart qtga")
                : QT_TRANSLATE_NOOP("Doctor", "only one program can have it: end that one")};
}

} // namespace ga
