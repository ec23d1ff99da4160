// SPDX-License-Identifier: Apache-2.0
// Hypervisors by what firmware says of the machine, and whose agent is for their guests.
#pragma once

#include <QByteArray>

namespace ga {

struct Hypervisor
{
    const char *mark; // At the beginning of DMI's vendor or product.
    const char *name;
    const char *linuxAgent; // Where another agent than this one is for its guests.
    const char *windowsAgent;
};

// By DMI's vendor and product (as systemd-detect-virt(1) lists them); nullptr where none is known.
// Vendors sell machines that are none, too.
const Hypervisor *hypervisorNamed(const QByteArray &vendor, const QByteArray &product);

} // namespace ga
