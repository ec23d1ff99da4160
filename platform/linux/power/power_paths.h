// SPDX-License-Identifier: Apache-2.0
// Where the power methods look; tests give them a place of their own.
#pragma once

#include <QByteArray>

namespace ga {

struct PowerPaths
{
    QByteArray systemd =
        "/run/systemd/system";     // There if and only if systemd is PID 1: sd_booted(3).
    QByteArray programs = "/sbin"; // Where shutdown, poweroff, halt and reboot are.
    QByteArray powerState = "/sys/power/state";
};

} // namespace ga
