// SPDX-License-Identifier: Apache-2.0
// A letter, and after it "+" and "b" at most once each.
#include "platform/windows/files/file_mode.h"

namespace ga {

std::optional<FileMode> fileMode(const QString &mode)
{
    const QString rest = mode.mid(1);
    const bool updates = rest.contains(u'+');
    const bool known = rest.isEmpty() || rest == u"b" || rest == u"+" || rest == u"b+" ||
                       rest == u"+b";
    if (!known || mode.isEmpty())
        return std::nullopt;
    switch (mode.front().unicode()) {
    case u'r':
        return FileMode{.reads = true, .writes = updates};
    case u'w':
        return FileMode{.reads = updates, .writes = true, .creates = true, .truncates = true};
    case u'a':
        return FileMode{.reads = updates, .writes = true, .creates = true, .appends = true};
    default:
        return std::nullopt;
    }
}

} // namespace ga
