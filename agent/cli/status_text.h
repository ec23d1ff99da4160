// SPDX-License-Identifier: Apache-2.0
// The status in words.
#pragma once

#include "status/status_protocol.h"

namespace ga {

// Several lines.
QString statusText(const StatusHello &hello, const Permissions &permissions,
                   const StatusSnapshot &status);

// One line each, with its time.
QString stateLine(const StatusSnapshot &status);
QString activityLine(const Activity &activity);

// Whether all is well, or somebody should look after it.
bool isWell(const StatusSnapshot &status);

} // namespace ga
