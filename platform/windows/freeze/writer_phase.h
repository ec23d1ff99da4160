// SPDX-License-Identifier: Apache-2.0
// At what a writer failed.
#pragma once

#include <QString>

namespace ga {

// `state` is one of VSS_WRITER_STATE (vss.h); empty unless it is one of failure during a backup.
QString writerPhase(int state);

} // namespace ga
