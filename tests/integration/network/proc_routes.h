// SPDX-License-Identifier: Apache-2.0
// Routes as /proc/net/route and /proc/net/ipv6_route have them, the files that qemu-ga reads.
#pragma once

#include "commands/network/network_types.h"

#include <QStringList>

namespace proc_routes {

// One line a route: all that both sides know of it.
QStringList ipv4();
QStringList ipv6(); // Without the kernel's marker for "no route", and without the reference count.

// The same of an agent's answer.
QStringList lines(const QList<ga::NetworkRoute> &routes, int version);

} // namespace proc_routes
