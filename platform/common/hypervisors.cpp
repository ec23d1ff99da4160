// SPDX-License-Identifier: Apache-2.0
// The table.
#include "platform/common/hypervisors.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr OtherAgent named(const char *name)
{
    return {QT_TRANSLATE_NOOP("Doctor", "this agent speaks to QEMU's hosts; here there is %1"),
            name};
}

constexpr OtherAgent none;
constexpr OtherAgent guestAdditions{QT_TRANSLATE_NOOP(
    "Doctor", "this agent speaks to QEMU's hosts; here there is the VirtualBox guest additions")};
constexpr OtherAgent xenAgent{QT_TRANSLATE_NOOP(
    "Doctor", "this agent speaks to QEMU's hosts; here there is the Xen guest agent for Windows")};
constexpr OtherAgent integrationServices{
    QT_TRANSLATE_NOOP("Doctor", "this agent speaks to QEMU's hosts; here there is what Windows has "
                                "by itself, its integration services")};
constexpr OtherAgent amazonAgent{QT_TRANSLATE_NOOP(
    "Doctor", "this agent speaks to QEMU's hosts; here there is the Amazon SSM agent")};
constexpr OtherAgent googleAgent{QT_TRANSLATE_NOOP(
    "Doctor", "this agent speaks to QEMU's hosts; here there is Google's guest agent")};

constexpr std::array hypervisors{
    Hypervisor{"QEMU", "QEMU", none, none},
    Hypervisor{"KVM", "KVM", none, none},
    Hypervisor{"KubeVirt", "KubeVirt", none, none},
    Hypervisor{"OpenStack", "OpenStack", none, none},
    Hypervisor{"oVirt", "oVirt", none, none},
    Hypervisor{"RHEV", "Red Hat Virtualization", none, none},
    Hypervisor{"Red Hat", "KVM", none, none},
    Hypervisor{"Proxmox", "Proxmox VE", none, none},
    Hypervisor{"DigitalOcean", "DigitalOcean", none, none},
    Hypervisor{"Hetzner", "Hetzner", none, none},
    Hypervisor{"VMware", "VMware", named("open-vm-tools"), named("VMware Tools")},
    Hypervisor{"innotek", "VirtualBox", guestAdditions, guestAdditions},
    Hypervisor{"Oracle Corporation", "VirtualBox", guestAdditions, guestAdditions},
    Hypervisor{"Xen", "Xen", named("xe-guest-utilities"), xenAgent},
    Hypervisor{"Microsoft Corporation", "Hyper-V", named("hyperv-daemons"), integrationServices},
    Hypervisor{"Virtual Machine", "Hyper-V", named("hyperv-daemons"), integrationServices},
    Hypervisor{"Amazon EC2", "Amazon EC2", named("amazon-ssm-agent"), amazonAgent},
    Hypervisor{"Google", "Google Compute Engine", named("google-guest-agent"), googleAgent},
    Hypervisor{"Parallels", "Parallels", named("Parallels Tools"), named("Parallels Tools")},
};

} // namespace

const Hypervisor *hypervisorNamed(const QByteArray &vendor, const QByteArray &product)
{
    const auto *found =
        std::find_if(hypervisors.begin(), hypervisors.end(), [&](const Hypervisor &row) {
            return vendor.startsWith(row.mark) || product.startsWith(row.mark);
        });
    return found == hypervisors.end() ? nullptr : found;
}

Sentence guestOf(const Hypervisor &hypervisor)
{
    return {QT_TRANSLATE_NOOP("Doctor", "a guest of %1"), {QString::fromUtf8(hypervisor.name)}};
}

Sentence howToServe(const OtherAgent &agent)
{
    return {agent.advice, agent.name ? QStringList{QString::fromUtf8(agent.name)} : QStringList()};
}

} // namespace ga
