// SPDX-License-Identifier: Apache-2.0
// Names the hypervisor by what it leaves in DMI and elsewhere (as systemd-detect-virt(1) lists it).
#include "platform/linux/doctor/judgements.h"

#include <array>

namespace ga {

namespace {

struct Hypervisor
{
    const char *mark; // At the beginning of DMI's vendor or product.
    const char *name;
    const char *otherAgent; // Where another agent than this one is for its guests.
};

constexpr std::array hypervisors{
    Hypervisor{"QEMU", "QEMU", nullptr},
    Hypervisor{"KVM", "KVM", nullptr},
    Hypervisor{"KubeVirt", "KubeVirt", nullptr},
    Hypervisor{"OpenStack", "OpenStack", nullptr},
    Hypervisor{"oVirt", "oVirt", nullptr},
    Hypervisor{"RHEV", "Red Hat Virtualization", nullptr},
    Hypervisor{"Red Hat", "KVM", nullptr},
    Hypervisor{"Proxmox", "Proxmox VE", nullptr},
    Hypervisor{"DigitalOcean", "DigitalOcean", nullptr},
    Hypervisor{"Hetzner", "Hetzner", nullptr},
    Hypervisor{"VMware", "VMware", "open-vm-tools"},
    Hypervisor{"innotek", "VirtualBox", "the VirtualBox guest additions"},
    Hypervisor{"Oracle Corporation", "VirtualBox", "the VirtualBox guest additions"},
    Hypervisor{"Xen", "Xen", "xe-guest-utilities"},
    Hypervisor{"Microsoft Corporation", "Hyper-V", "hyperv-daemons"},
    Hypervisor{"Virtual Machine", "Hyper-V", "hyperv-daemons"},
    Hypervisor{"Amazon EC2", "Amazon EC2", "amazon-ssm-agent"},
    Hypervisor{"Google", "Google Compute Engine", "google-guest-agent"},
    Hypervisor{"Parallels", "Parallels", "Parallels Tools"},
};

const Hypervisor *named(const MachineFacts &facts)
{
    for (const Hypervisor &row : hypervisors) {
        if (facts.vendor.startsWith(row.mark) || facts.product.startsWith(row.mark))
            return &row;
    }
    return nullptr;
}

Finding found(Verdict verdict, const QString &text,
              const std::optional<QString> &fix = std::nullopt)
{
    return {QStringLiteral("virtual machine"), verdict, text, fix};
}

// Where there is no DMI: ARM, POWER, s390, Xen's paravirtual guests.
Finding judgeWithoutName(const MachineFacts &facts)
{
    if (facts.hypervisorType == "xen")
        return found(Verdict::Warning, QStringLiteral("a guest of Xen"),
                     QStringLiteral("this agent speaks to QEMU's hosts; for Xen there is "
                                    "xe-guest-utilities"));
    const QByteArray name = facts.deviceTree + facts.controlProgram;
    if (name.toLower().contains("kvm"))
        return found(Verdict::Ok, QStringLiteral("a guest of KVM"));
    if (facts.hypervisorBit || facts.consoleDevices > 0 || !name.isEmpty())
        return found(Verdict::Ok,
                     QStringLiteral("a guest of a hypervisor that doesn't say its name"));
    return found(Verdict::Failure,
                 QStringLiteral("no hypervisor was found: this is no virtual machine"),
                 QStringLiteral("install qtga inside the guest, not on its host"));
}

} // namespace

Finding judgeMachine(const MachineFacts &facts)
{
    if (facts.container)
        return found(Verdict::Failure, QStringLiteral("this is a container, not a virtual machine"),
                     QStringLiteral("run qtga in the virtual machine itself"));
    const Hypervisor *hypervisor = named(facts);
    // Vendors sell hosts too: without the processor's word their name says nothing.
    const bool isGuest = facts.hypervisorBit || facts.consoleDevices > 0;
    if (!hypervisor || (hypervisor->otherAgent && !isGuest))
        return judgeWithoutName(facts);
    const QString text = QStringLiteral("a guest of %1").arg(QLatin1StringView(hypervisor->name));
    if (!hypervisor->otherAgent || facts.consoleDevices > 0)
        return found(Verdict::Ok, text);
    return found(Verdict::Warning, text,
                 QStringLiteral("this agent speaks to QEMU's hosts; here there is %1")
                     .arg(QLatin1StringView(hypervisor->otherAgent)));
}

} // namespace ga
