// SPDX-License-Identifier: Apache-2.0
// What the host did, for the guest's owner: one line in the system's log for each deed, whatever
// the log level.
#pragma once

#include <QLoggingCategory>

namespace ga {

// Names, paths and outcomes only: never a password, a file's contents, a program's arguments or its
// environment.
Q_DECLARE_LOGGING_CATEGORY(lcEvent)

} // namespace ga
