// SPDX-License-Identifier: Apache-2.0
// Privileges that an account has but that must be asked for.
#pragma once

#include "protocol/result.h"

namespace ga {

// For this process, until it ends. `name` is one of SE_*_NAME; the error is "FAILURE: CAUSE".
Result<Nothing> acquirePrivilege(const wchar_t *name, const QString &failure);

} // namespace ga
