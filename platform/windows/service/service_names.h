// SPDX-License-Identifier: Apache-2.0
// What Windows knows the service by: qemu-ga's names, because this takes its place, and both can't
// have the port.
#pragma once

#include <QString>

namespace ga {

inline QString serviceName()
{
    return QStringLiteral("QEMU-GA");
}

inline QString serviceDisplayName()
{
    return QStringLiteral("Qt Guest Agent");
}

inline QString serviceDescription()
{
    return QStringLiteral("Answers the host of this virtual machine: shutdown, backups, network "
                          "addresses. Takes the place of the QEMU Guest Agent.");
}

// In the Event Log, under Application.
inline QString eventSourceName()
{
    return QStringLiteral("qemu-ga");
}

} // namespace ga
