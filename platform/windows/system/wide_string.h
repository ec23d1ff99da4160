// SPDX-License-Identifier: Apache-2.0
// QString holds what Windows' functions take: UTF-16, ended by a zero.
#pragma once

#include <QString>

namespace ga {

// Valid as long as `text` is neither changed nor gone.
inline const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

} // namespace ga
