// SPDX-License-Identifier: Apache-2.0
// MachineFacts: what the doctor reads of a system, before anything is made of it.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <optional>

namespace ga {

struct VirtioPort
{
    QByteArray device; // "vport1p1".
    QByteArray name;   // "org.qemu.guest_agent.0"; empty for a port without one, as a console.
};

struct AgentProcess
{
    qint64 pid = 0;
    QByteArray name; // "qtga", "qemu-ga".
    bool holdsPort = false;
};

struct MachineFacts
{
    // What the machine says it is.
    QByteArray vendor; // DMI's, as the two that follow.
    QByteArray product;
    bool hypervisorBit = false; // Of the processor.
    QByteArray hypervisorType;  // /sys/hypervisor/type: "xen".
    QByteArray deviceTree;      // /proc/device-tree/hypervisor/compatible: "linux,kvm".
    QByteArray controlProgram;  // s390: "KVM/Linux".
    bool container = false;

    // The port.
    int consoleDevices = 0; // Of virtio-serial.
    bool consoleDriver = false;
    QList<VirtioPort> ports;
    bool pathExists = false;
    bool pathUsable = false; // By whoever asks.

    // Who is there. Other users' descriptors are seen by root only.
    bool isRoot = false;
    QList<AgentProcess> agents;
    std::optional<AgentProcess> holder; // Of the port; perhaps no agent at all.

    // The service.
    bool systemd = false;
    bool unit = false;
    bool unitMasked = false; // A link to /dev/null.
    bool unitEnabled = false;
    bool otherUnitEnabled = false; // qemu-guest-agent's.
    bool udevRule = false;

    // Mandatory access control.
    std::optional<bool> selinuxEnforcing; // Absent where there is none.
    std::optional<bool> apparmorProfile;  // Absent where its profiles are seen by root only.
    bool logsRead = false;                // Any that would have denials.
    QByteArrayList denials;               // Lines of the logs, the latest last.
};

// The part that lies in files beneath `root`: "/" or a directory that a test laid out. `path` is
// the transport's, `now` in seconds since 1970.
MachineFacts readMachine(const QByteArray &root, const QByteArray &path, qint64 now);

} // namespace ga
