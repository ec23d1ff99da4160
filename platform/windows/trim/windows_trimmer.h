// SPDX-License-Identifier: Apache-2.0
// WindowsTrimmer: trims volumes by Windows' own defrag.exe, as qemu-ga does.
#pragma once

#include "platform/api/file_systems.h"

namespace ga {

class WindowsTrimmer : public Trimmer
{
public:
    // One volume after the other. `minimum` counts for nothing: Windows decides what is worth it,
    // and tells nothing of how much it was.
    Result<TrimReply> trim(qint64 minimum) override;
};

} // namespace ga
