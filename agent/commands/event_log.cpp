// SPDX-License-Identifier: Apache-2.0
// The category that the logger hands to the system's log too.
#include "commands/event_log.h"

namespace ga {

Q_LOGGING_CATEGORY(lcEvent, "ga.event")

} // namespace ga
