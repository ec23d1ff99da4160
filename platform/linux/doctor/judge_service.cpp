// SPDX-License-Identifier: Apache-2.0
// Whether the agent is started, by whom, and what stands in its way.
#include "platform/linux/doctor/judgements.h"

#include "platform/linux/doctor/denials.h"

#include <algorithm>

namespace ga {

namespace {

QStringList agentWords(const MachineFacts &facts)
{
    QStringList words;
    for (const AgentProcess &agent : facts.agents)
        words +=
            QStringLiteral("%1 (process %2)").arg(QString::fromUtf8(agent.name)).arg(agent.pid);
    return words;
}

bool runsHere(const MachineFacts &facts)
{
    return std::any_of(facts.agents.begin(), facts.agents.end(),
                       [](const AgentProcess &agent) { return agent.name == "qtga"; });
}

} // namespace

Finding judgeService(const MachineFacts &facts)
{
    const QString step = QStringLiteral("service");
    const bool starts = facts.unitEnabled || facts.udevRule;
    if (!facts.systemd || !facts.unit) {
        const QString text = facts.systemd ? QStringLiteral("there is no unit qtga.service")
                                           : QStringLiteral("systemd is not running");
        return runsHere(facts)
                   ? Finding{step, Verdict::Ok, text + QStringLiteral(", but the agent runs"), {}}
                   : Finding{step, Verdict::Warning, text + QStringLiteral(", and no agent runs"),
                             QStringLiteral("install the package, or have your service manager "
                                            "start qtga --retry-path")};
    }
    if (facts.unitMasked)
        return {step, Verdict::Warning,
                QStringLiteral("qtga.service is masked: nothing can start it"),
                QStringLiteral("systemctl unmask qtga")};
    if (!starts)
        return {step, Verdict::Warning,
                QStringLiteral("neither a udev rule nor the boot starts qtga.service"),
                QStringLiteral("systemctl enable qtga")};
    if (!runsHere(facts))
        return {step, Verdict::Warning, QStringLiteral("the agent is not running"),
                QStringLiteral("systemctl start qtga; why it ended says journalctl -u qtga")};
    return {step, Verdict::Ok,
            facts.udevRule ? QStringLiteral("a udev rule starts it with its port, and it runs")
                           : QStringLiteral("it is started at boot, and runs"),
            std::nullopt};
}

Finding judgeSecondAgent(const MachineFacts &facts)
{
    const QString step = QStringLiteral("second agent");
    if (facts.agents.size() > 1)
        return {step, Verdict::Warning,
                QStringLiteral("several agents run: %1")
                    .arg(agentWords(facts).join(QStringLiteral(", "))),
                QStringLiteral("one port serves one of them: stop the others")};
    if (facts.unit && facts.otherUnitEnabled)
        return {step, Verdict::Warning,
                QStringLiteral("qemu-guest-agent.service is enabled beside qtga.service"),
                QStringLiteral("systemctl disable qemu-guest-agent")};
    return {step, Verdict::Ok, QStringLiteral("there is none"), std::nullopt};
}

Finding judgeDenials(const MachineFacts &facts)
{
    const QString step = QStringLiteral("SELinux and AppArmor");
    if (!facts.denials.isEmpty()) {
        const bool apparmor = facts.denials.last().contains("apparmor=");
        return {step, Verdict::Warning,
                QStringLiteral("%1 denied the agent something lately: %2")
                    .arg(apparmor ? QStringLiteral("AppArmor") : QStringLiteral("SELinux"),
                         QString::fromUtf8(denialText(facts.denials.last()))),
                apparmor
                    ? QStringLiteral("allow it in /etc/apparmor.d/local/qtga")
                    : QStringLiteral("see getsebool -a | grep virt_qemu_ga, and ausearch -m avc")};
    }
    const bool isConfined = facts.selinuxEnforcing || facts.apparmorProfile.value_or(true);
    if (isConfined && !(facts.logsRead && facts.apparmorProfile))
        return {step, Verdict::Unknown,
                QStringLiteral("what they denied the agent can't be seen from here"),
                QStringLiteral("run qtga doctor as root; where that sees no log either: "
                               "journalctl -k --grep=denied")};
    if (facts.selinuxEnforcing)
        return {step, Verdict::Ok,
                *facts.selinuxEnforcing
                    ? QStringLiteral("SELinux enforces, and denied nothing that is logged")
                    : QStringLiteral("SELinux only warns"),
                std::nullopt};
    return {step, Verdict::Ok,
            *facts.apparmorProfile
                ? QStringLiteral("AppArmor confines qtga, and denied nothing that is logged")
                : QStringLiteral("nothing confines the agent"),
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
