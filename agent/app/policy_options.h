// SPDX-License-Identifier: Apache-2.0
// The part of the configuration that says what the host may do.
#pragma once

#include "app/options.h"
#include "policy/policy.h"
#include "protocol/result.h"

namespace ga {

// Error: "exec-programs: 'X' is not an absolute path".
Result<Nothing> checkPolicyOptions(const Options &options);

PolicyRules policyRules(const Options &options);

} // namespace ga
