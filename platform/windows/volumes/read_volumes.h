// SPDX-License-Identifier: Apache-2.0
// The volumes of this guest.
#pragma once

#include "platform/windows/volumes/volume.h"
#include "protocol/result.h"

namespace ga {

// All, in the order of Windows. What one of them doesn't tell is empty there. Error: "failed to
// list the volumes: CAUSE".
Result<QList<Volume>> readVolumes();

} // namespace ga
