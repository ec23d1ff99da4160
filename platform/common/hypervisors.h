// SPDX-License-Identifier: Apache-2.0
// Hypervisors by what firmware says of the machine, and whose agent is for their guests.
#pragma once

#include "platform/api/sentence.h"

#include <QByteArray>

namespace ga {

// An agent for the guests of another hypervisor than QEMU.
struct OtherAgent
{
    const char *advice = nullptr; // To take it, a Sentence's words; nullptr: this agent is right.
    const char *name = nullptr;   // What is put into them, if anything.

    constexpr explicit operator bool() const { return advice != nullptr; }
};

struct Hypervisor
{
    const char *mark; // At the beginning of DMI's vendor or product.
    const char *name;
    OtherAgent linuxAgent;
    OtherAgent windowsAgent;
};

// By DMI's vendor and product (as systemd-detect-virt(1) lists them); nullptr where none is known.
// Vendors sell machines that are none, too.
const Hypervisor *hypervisorNamed(const QByteArray &vendor, const QByteArray &product);

// "a guest of ..."
Sentence guestOf(const Hypervisor &hypervisor);

// For the fix of a finding. `agent` is one.
Sentence howToServe(const OtherAgent &agent);

} // namespace ga
