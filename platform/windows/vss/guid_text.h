// SPDX-License-Identifier: Apache-2.0
// GUIDs as text: "{9EF2EA58-...}".
#pragma once

#include <windows.h>

#include <objbase.h>

#include <array>
#include <string>

namespace ga::vss {

inline std::wstring guidText(const GUID &guid)
{
    std::array<wchar_t, 39> text = {}; // As much as StringFromGUID2 asks for.
    ::StringFromGUID2(guid, text.data(), int(text.size()));
    return std::wstring(text.data());
}

} // namespace ga::vss
