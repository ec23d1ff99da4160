// SPDX-License-Identifier: Apache-2.0
// Whether the agent is started, by whom, and what stands in its way.
#include "platform/linux/doctor/judgements.h"

#include "platform/linux/doctor/denials.h"

#include <algorithm>

namespace ga {

namespace {

bool runsHere(const MachineFacts &facts)
{
    return std::any_of(facts.agents.begin(), facts.agents.end(),
                       [](const AgentProcess &agent) { return agent.name == "qtga"; });
}

const char *withoutUnit(bool systemd, bool runs)
{
    if (systemd)
        return runs ? QT_TRANSLATE_NOOP("Doctor",
                                        "there is no unit qtga.service, but the agent runs")
                    : QT_TRANSLATE_NOOP("Doctor",
                                        "there is no unit qtga.service, and no agent runs");
    return runs ? QT_TRANSLATE_NOOP("Doctor", "systemd is not running, but the agent runs")
                : QT_TRANSLATE_NOOP("Doctor", "systemd is not running, and no agent runs");
}

Sentence severalAgents(const QList<AgentProcess> &agents)
{
    const auto pid = [](const AgentProcess &agent) { return QString::number(agent.pid); };
    const auto name = [](const AgentProcess &agent) { return QString::fromUtf8(agent.name); };
    if (agents.size() == 2)
        return {QT_TRANSLATE_NOOP("Doctor", "several agents run: %1 (process %2), %3 (process %4)"),
                {name(agents[0]), pid(agents[0]), name(agents[1]), pid(agents[1])}};
    QStringList all;
    for (const AgentProcess &agent : agents)
        all += QStringLiteral("%1 (process %2)").arg(name(agent), pid(agent));
    return {QT_TRANSLATE_NOOP("Doctor", "several agents run: %1"),
            {all.join(QStringLiteral(", "))}};
}

Sentence denied(const QString &by, const QByteArray &line)
{
    const Denial denial = denialIn(line);
    const QString what = QString::fromUtf8(denial.what);
    if (denial.on.isEmpty())
        return {QT_TRANSLATE_NOOP("Doctor", "%1 denied the agent something lately: %2"),
                {by, what}};
    return {QT_TRANSLATE_NOOP("Doctor", "%1 denied the agent something lately: %2 on %3"),
            {by, what, QString::fromUtf8(denial.on)}};
}

} // namespace

Finding judgeService(const MachineFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "service");
    if (!facts.systemd || !facts.unit) {
        const bool runs = runsHere(facts);
        const Sentence text = withoutUnit(facts.systemd, runs);
        if (runs)
            return {step, Verdict::Ok, text, std::nullopt};
        return {step, Verdict::Warning, text,
                QT_TRANSLATE_NOOP("Doctor",
                                  "install the package, or have your service manager start qtga "
                                  "--retry-path")};
    }
    if (facts.unitMasked)
        return {step, Verdict::Warning,
                QT_TRANSLATE_NOOP("Doctor", "qtga.service is masked: nothing can start it"),
                QT_TRANSLATE_NOOP("Doctor", "systemctl unmask qtga")};
    if (!facts.unitEnabled && !facts.udevRule)
        return {step, Verdict::Warning,
                QT_TRANSLATE_NOOP("Doctor", "neither a udev rule nor the boot starts qtga.service"),
                QT_TRANSLATE_NOOP("Doctor", "systemctl enable qtga")};
    if (!runsHere(facts))
        return {step, Verdict::Warning, QT_TRANSLATE_NOOP("Doctor", "the agent is not running"),
                QT_TRANSLATE_NOOP("Doctor",
                                  "systemctl start qtga; why it ended says journalctl -u qtga")};
    return {step, Verdict::Ok,
            facts.udevRule
                ? QT_TRANSLATE_NOOP("Doctor", "a udev rule starts it with its port, and it runs")
                : QT_TRANSLATE_NOOP("Doctor", "it is started at boot, and runs"),
            std::nullopt};
}

Finding judgeSecondAgent(const MachineFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "second agent");
    if (facts.agents.size() > 1)
        return {step, Verdict::Warning, severalAgents(facts.agents),
                QT_TRANSLATE_NOOP("Doctor", "one port serves one of them: stop the others")};
    if (facts.unit && facts.otherUnitEnabled)
        return {
            step, Verdict::Warning,
            QT_TRANSLATE_NOOP("Doctor", "qemu-guest-agent.service is enabled beside qtga.service"),
            QT_TRANSLATE_NOOP("Doctor", "systemctl disable qemu-guest-agent")};
    return {step, Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "there is none"), std::nullopt};
}

Finding judgeDenials(const MachineFacts &facts)
{
    const char *step = QT_TRANSLATE_NOOP("Doctor", "SELinux and AppArmor");
    if (!facts.denials.isEmpty()) {
        const QByteArray &line = facts.denials.last();
        if (line.contains("apparmor="))
            return {step, Verdict::Warning, denied(QStringLiteral("AppArmor"), line),
                    QT_TRANSLATE_NOOP("Doctor", "allow it in /etc/apparmor.d/local/qtga")};
        return {step, Verdict::Warning, denied(QStringLiteral("SELinux"), line),
                QT_TRANSLATE_NOOP("Doctor",
                                  "see getsebool -a | grep virt_qemu_ga, and ausearch -m avc")};
    }
    const bool isConfined = facts.selinuxEnforcing || facts.apparmorProfile.value_or(true);
    if (isConfined && !(facts.logsRead && facts.apparmorProfile))
        return {step, Verdict::Unknown,
                QT_TRANSLATE_NOOP("Doctor", "what they denied the agent can't be seen from here"),
                QT_TRANSLATE_NOOP("Doctor", "run qtga doctor as root; where that sees no log "
                                            "either: journalctl -k --grep=denied")};
    if (facts.selinuxEnforcing)
        return {
            step, Verdict::Ok,
            *facts.selinuxEnforcing
                ? QT_TRANSLATE_NOOP("Doctor", "SELinux enforces, and denied nothing that is logged")
                : QT_TRANSLATE_NOOP("Doctor", "SELinux only warns"),
            std::nullopt};
    return {step, Verdict::Ok,
            *facts.apparmorProfile
                ? QT_TRANSLATE_NOOP("Doctor",
                                    "AppArmor confines qtga, and denied nothing that is logged")
                : QT_TRANSLATE_NOOP("Doctor", "nothing confines the agent"),
            std::nullopt};
}

QList<Finding> judge(const MachineFacts &facts, const DiagnosisQuestion &question)
{
    return {judgeMachine(facts),          judgeDevice(facts, question),
            judgeAccess(facts, question), judgeHolder(facts, question),
            judgeService(facts),          judgeSecondAgent(facts),
            judgeDenials(facts)};
}

} // namespace ga
