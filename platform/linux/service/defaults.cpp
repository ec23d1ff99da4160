// SPDX-License-Identifier: Apache-2.0
// Where Linux keeps the agent's files: the paths that qemu-ga has in every distribution, so that it
// can be replaced.
#include "platform/api/defaults.h"

namespace ga {

PlatformDefaults platformDefaults()
{
    return {
        .configPath = QStringLiteral("/etc/qemu/qemu-ga.conf"),
        .virtioPath = QStringLiteral("/dev/virtio-ports/org.qemu.guest_agent.0"),
        .serialPath = QStringLiteral("/dev/ttyS0"),
        .pidfile = QStringLiteral("/var/run/qemu-ga.pid"),
        .stateDirectory = QStringLiteral("/var/run"),
        .auditFile = QStringLiteral("/var/log/qtga/audit.log"),
        .statusAddress = QStringLiteral("/run/qtga/status"),
        .freezeHook = QStringLiteral("/etc/qemu/fsfreeze-hook"),
        .methods = {QStringLiteral("virtio-serial"), QStringLiteral("isa-serial"),
                    QStringLiteral("unix-listen"), QStringLiteral("vsock-listen")},
        .serviceActions = {},
    };
}

} // namespace ga
