// SPDX-License-Identifier: Apache-2.0
// The volumes that Windows has.
#pragma once

#include "platform/windows/freeze/volume_selection.h"

namespace ga {

// Error: "failed to list the volumes: CAUSE". What can't be asked of a volume is left empty.
Result<QList<Volume>> windowsVolumes();

} // namespace ga
