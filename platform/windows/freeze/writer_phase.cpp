// SPDX-License-Identifier: Apache-2.0
// The states VSS_WS_FAILED_AT_..., from 6 on.
#include "platform/windows/freeze/writer_phase.h"

#include <array>

namespace ga {

QString writerPhase(int state)
{
    constexpr int first = 6;
    constexpr std::array phases{"identify", "prepare for backup", "prepare for snapshot", "freeze",
                                "thaw",     "post-snapshot",      "backup complete"};
    const int index = state - first;
    if (index < 0 || index >= int(phases.size()))
        return {};
    return QString(QLatin1StringView(phases[size_t(index)]));
}

} // namespace ga
