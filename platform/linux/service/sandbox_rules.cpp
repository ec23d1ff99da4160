// SPDX-License-Identifier: Apache-2.0
// The settings of systemd.exec(5) and capabilities(7), against what the commands do on Linux. What
// the host runs with guest-exec, and a hook, inherits all of them; so do the system's own programs
// that set passwords and the clock, shut down and suspend.
#include "platform/api/sandbox.h"

#include <array>

namespace ga {

namespace {

constexpr std::array users{
    SandboxUser{"guest-exec", NeedPrograms | NeedFiles},
    SandboxUser{"hooks", NeedPrograms | NeedFiles},
    SandboxUser{"guest-file-open", NeedFiles},
    SandboxUser{"guest-set-user-password", NeedAccounts},
    SandboxUser{"guest-ssh-*", NeedAccounts},
    // A service with file systems of its own sees copies of the mounts.
    SandboxUser{"guest-fsfreeze-*", NeedMounts},
    SandboxUser{"guest-fstrim", NeedMounts},
    SandboxUser{"guest-get-fsinfo", NeedMounts},
    SandboxUser{"guest-get-disks", NeedMounts},
    SandboxUser{"guest-shutdown", NeedPower},
    SandboxUser{"guest-suspend-*", NeedSuspend},
    SandboxUser{"guest-set-vcpus", NeedProcessors},
    SandboxUser{"guest-set-memory-blocks", NeedProcessors},
    SandboxUser{"guest-set-time", NeedClock},
};

constexpr std::array rules{
    SandboxRule{"LockPersonality=yes", NeedPrograms},
    SandboxRule{"MemoryDenyWriteExecute=yes", NeedPrograms},
    SandboxRule{"RestrictRealtime=yes", NeedPrograms},
    SandboxRule{"RestrictNamespaces=yes", NeedPrograms},
    SandboxRule{"RestrictSUIDSGID=yes", NeedPrograms},
    SandboxRule{"SystemCallArchitectures=native", NeedPrograms},
    SandboxRule{"SystemCallFilter=~@module @raw-io @swap @debug @cpu-emulation @obsolete",
                NeedPrograms},
    SandboxRule{"IPAddressDeny=any", NeedPrograms},
    // Accounts may be looked up over the network (nsswitch.conf(5)).
    SandboxRule{"RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_VSOCK",
                NeedPrograms | NeedAccounts},
    SandboxRule{"NoNewPrivileges=yes", NeedPrograms | NeedAccounts | NeedPower | NeedSuspend},
    SandboxRule{"ProtectHostname=yes", NeedPrograms},
    SandboxRule{"ProtectClock=yes", NeedPrograms | NeedClock | NeedSuspend},
    SandboxRule{"ProtectHome=yes", NeedFiles | NeedAccounts | NeedMounts},
    SandboxRule{"PrivateTmp=yes", NeedFiles | NeedMounts},
    SandboxRule{"ProtectSystem=full", NeedFiles | NeedAccounts | NeedMounts},
    SandboxRule{"ProtectControlGroups=yes", NeedFiles | NeedMounts},
    SandboxRule{"ProtectKernelLogs=yes", NeedFiles | NeedMounts},
    SandboxRule{"ProtectKernelModules=yes", NeedFiles | NeedMounts},
    SandboxRule{"ProtectKernelTunables=yes",
                NeedFiles | NeedMounts | NeedProcessors | NeedSuspend},
    SandboxRule{"CapabilityBoundingSet=~CAP_SYS_MODULE CAP_SYS_PTRACE CAP_MKNOD CAP_NET_ADMIN "
                "CAP_NET_RAW CAP_NET_BIND_SERVICE CAP_NET_BROADCAST CAP_SYS_PACCT CAP_SYSLOG "
                "CAP_SYS_CHROOT CAP_SETFCAP CAP_SETPCAP CAP_MAC_ADMIN CAP_MAC_OVERRIDE CAP_LEASE "
                "CAP_LINUX_IMMUTABLE CAP_IPC_OWNER CAP_BPF CAP_PERFMON CAP_BLOCK_SUSPEND "
                "CAP_CHECKPOINT_RESTORE CAP_AUDIT_CONTROL CAP_AUDIT_READ",
                NeedPrograms},
    SandboxRule{"CapabilityBoundingSet=~CAP_CHOWN CAP_FOWNER CAP_FSETID CAP_SETUID CAP_SETGID "
                "CAP_KILL CAP_AUDIT_WRITE CAP_DAC_OVERRIDE",
                NeedPrograms | NeedFiles | NeedAccounts},
    SandboxRule{"CapabilityBoundingSet=~CAP_SYS_TIME CAP_SYS_TTY_CONFIG CAP_WAKE_ALARM",
                NeedPrograms | NeedClock | NeedSuspend},
    SandboxRule{"CapabilityBoundingSet=~CAP_SYS_BOOT", NeedPrograms | NeedPower | NeedSuspend},
    SandboxRule{"CapabilityBoundingSet=~CAP_SYS_ADMIN CAP_SYS_RAWIO CAP_IPC_LOCK CAP_SYS_RESOURCE "
                "CAP_DAC_READ_SEARCH",
                NeedPrograms | NeedFiles | NeedAccounts | NeedMounts | NeedPower | NeedSuspend |
                    NeedProcessors | NeedClock},
};

} // namespace

std::span<const SandboxRule> sandboxRules()
{
    return rules;
}

std::span<const SandboxUser> sandboxUsers()
{
    return users;
}

} // namespace ga
