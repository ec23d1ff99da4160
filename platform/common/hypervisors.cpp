// SPDX-License-Identifier: Apache-2.0
// The table.
#include "platform/common/hypervisors.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr std::array hypervisors{
    Hypervisor{"QEMU", "QEMU", nullptr, nullptr},
    Hypervisor{"KVM", "KVM", nullptr, nullptr},
    Hypervisor{"KubeVirt", "KubeVirt", nullptr, nullptr},
    Hypervisor{"OpenStack", "OpenStack", nullptr, nullptr},
    Hypervisor{"oVirt", "oVirt", nullptr, nullptr},
    Hypervisor{"RHEV", "Red Hat Virtualization", nullptr, nullptr},
    Hypervisor{"Red Hat", "KVM", nullptr, nullptr},
    Hypervisor{"Proxmox", "Proxmox VE", nullptr, nullptr},
    Hypervisor{"DigitalOcean", "DigitalOcean", nullptr, nullptr},
    Hypervisor{"Hetzner", "Hetzner", nullptr, nullptr},
    Hypervisor{"VMware", "VMware", "open-vm-tools", "VMware Tools"},
    Hypervisor{"innotek", "VirtualBox", "the VirtualBox guest additions",
               "the VirtualBox guest additions"},
    Hypervisor{"Oracle Corporation", "VirtualBox", "the VirtualBox guest additions",
               "the VirtualBox guest additions"},
    Hypervisor{"Xen", "Xen", "xe-guest-utilities", "the Xen guest agent for Windows"},
    Hypervisor{"Microsoft Corporation", "Hyper-V", "hyperv-daemons",
               "what Windows has by itself, its integration services"},
    Hypervisor{"Virtual Machine", "Hyper-V", "hyperv-daemons",
               "what Windows has by itself, its integration services"},
    Hypervisor{"Amazon EC2", "Amazon EC2", "amazon-ssm-agent", "the Amazon SSM agent"},
    Hypervisor{"Google", "Google Compute Engine", "google-guest-agent", "Google's guest agent"},
    Hypervisor{"Parallels", "Parallels", "Parallels Tools", "Parallels Tools"},
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

} // namespace ga
