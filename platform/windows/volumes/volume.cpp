// SPDX-License-Identifier: Apache-2.0
// A volume may be mounted at a drive letter and at folders of other volumes, all at once.
#include "platform/windows/volumes/volume.h"

#include <algorithm>

namespace ga {

QString mountPathOf(const Volume &volume)
{
    const auto isDriveLetter = [](const QString &path) {
        return path.size() == 3 && path.endsWith(QLatin1StringView(":\\"));
    };
    const auto letter =
        std::find_if(volume.mountPaths.begin(), volume.mountPaths.end(), isDriveLetter);
    return letter != volume.mountPaths.end() ? *letter : volume.mountPaths.value(0);
}

} // namespace ga
