// SPDX-License-Identifier: Apache-2.0
// A volume may be mounted as a drive and at folders of other volumes, all at once.
#include "platform/windows/volumes/volume.h"

#include <algorithm>

namespace ga {

QString Volume::mountpoint() const
{
    const auto isDrive = [](const QString &path) {
        return path.size() == 3 && path.endsWith(QLatin1StringView(":\\"));
    };
    const auto drive = std::find_if(mountpoints.begin(), mountpoints.end(), isDrive);
    return drive != mountpoints.end() ? *drive : mountpoints.value(0);
}

} // namespace ga
