// SPDX-License-Identifier: Apache-2.0
// Channel, freezes and permissions in the user's words.
#pragma once

#include "status/status_protocol.h"

#include <QString>

#include <optional>

namespace ga {

QString channelInWords(const ChannelStatus &channel);

// `now`: ms since 1970-01-01 UTC.
QString freezeInWords(const StatusSnapshot &snapshot, std::optional<qint64> secondsLeft,
                      qint64 now);
QString lastFreezeInWords(const FreezeRecord &freeze, qint64 now);

// That a changed configuration is broken, and the former in force.
QString policyProblemInWords(const QString &problem);

// What the profile means and how much is off, in a line.
QString permissionsInWords(const Permissions &permissions);
QString profileInWords(const QString &profile);

// "Allowed", "Off", "Limited".
QString permissionStateInWords(const CommandPermission &permission);

// Why a command is off or limited, and what the user can do about it; empty where it is plainly on.
QString permissionReason(const CommandPermission &permission);
QString permissionRemedy(const CommandPermission &permission);

} // namespace ga
