// SPDX-License-Identifier: Apache-2.0
// The VSS provider beside this program, which registers itself with COM and VSS.
#pragma once

#include "protocol/result.h"

namespace ga {

// Both may be repeated. Errors: qtga-vss.dll is not there; or what it says.
Result<Nothing> registerVssProvider();
Result<Nothing> unregisterVssProvider();

} // namespace ga
