// SPDX-License-Identifier: Apache-2.0
// Where Windows keeps the agent's files: the folders that qemu-ga has there, so that it can be
// replaced.
#include "platform/api/defaults.h"
#include "platform/windows/service/service_action.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/state_folder.h"

namespace ga {

PlatformDefaults platformDefaults()
{
    const QString state = stateFolder();
    return {
        // Not under ProgramData, where every user may make folders.
        .configPath = programFolder() + QStringLiteral("/qemu-ga.conf"),
        .virtioPath = QStringLiteral("\\\\.\\Global\\org.qemu.guest_agent.0"),
        .serialPath = QStringLiteral("COM1"),
        .pidfile = state + QStringLiteral("/qemu-ga.pid"),
        .stateDirectory = state,
        .auditFile = state + QStringLiteral("/audit.log"),
        .statusAddress = QStringLiteral("\\\\.\\pipe\\qtga-status"),
        .freezeHook = {},
        // unix-listen is a named pipe here, "\\.\pipe\NAME".
        .methods = {QStringLiteral("virtio-serial"), QStringLiteral("isa-serial"),
                    QStringLiteral("unix-listen")},
        .serviceActions = {QStringLiteral("install"), QStringLiteral("uninstall"),
                           QStringLiteral("take-over"), QStringLiteral("give-back"),
                           QStringLiteral("vss-install"), QStringLiteral("vss-uninstall")},
        .performServiceAction = performServiceAction,
    };
}

} // namespace ga
