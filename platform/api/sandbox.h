// SPDX-License-Identifier: Apache-2.0
// What the service manager can take from the agent, and which commands then no longer work.
#pragma once

#include <span>

namespace ga {

// What commands need of the system, as bits.
enum SandboxNeed : unsigned {
    NeedPrograms = 1,    // To run whatever the host or the owner names.
    NeedFiles = 2,       // To read and write wherever the host says.
    NeedAccounts = 4,    // Passwords, the users' homes.
    NeedMounts = 8,      // To see mounts and disks as they are, and to freeze them.
    NeedPower = 16,      // To shut down.
    NeedSuspend = 32,
    NeedProcessors = 64, // And memory, to take them off line.
    NeedClock = 128,
};

struct SandboxRule
{
    const char *setting; // As the service's unit has it.
    unsigned breaks;     // Whatever needs one of these.
};

struct SandboxUser
{
    const char *name; // A command; one that ends in "*" stands for all that begin so; "hooks".
    unsigned needs;
};

// In the order in which they are shown; none where the system's services can't be confined.
std::span<const SandboxRule> sandboxRules();

// A command that is not among them breaks by no rule.
std::span<const SandboxUser> sandboxUsers();

} // namespace ga
