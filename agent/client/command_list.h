// SPDX-License-Identifier: Apache-2.0
// An agent's commands as a table for people.
#pragma once

#include "client/reply.h"

namespace ga {

// From the answer to guest-info. Error, Kind::NoAgent: it is none.
ClientResult<QString> commandTable(const Reply &info);

} // namespace ga
