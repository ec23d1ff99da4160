// SPDX-License-Identifier: Apache-2.0
// How an error of Windows becomes the text that the host reads.
#pragma once

#include "protocol/result.h"

#include <windows.h>

namespace ga {

// What Windows says of an error code, in English where it can, without its full stop; the code
// alone where Windows has no text. An HRESULT is such a code, too.
QString windowsErrorText(DWORD code);

// "TEXT: CAUSE", the form that every Windows failure of the protocol has.
Error windowsError(const QString &text, DWORD code);

inline tl::unexpected<Error> failWindows(const QString &text, DWORD code)
{
    return fail(windowsError(text, code));
}
inline tl::unexpected<Error> failWindows(const QString &text)
{
    return failWindows(text, ::GetLastError());
}

} // namespace ga
