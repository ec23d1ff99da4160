// SPDX-License-Identifier: Apache-2.0
// The provider's COM class and its registration with VSS.
#pragma once

#include <windows.h>

namespace ga::vss {

// `module` is the DLL.
HRESULT registerClass(HMODULE module);
void removeClass();

HRESULT registerWithVss();
void unregisterFromVss();

// For the agent to tell why it can't freeze; empty: nothing is wrong.
void noteRegistrationError(const wchar_t *text);

} // namespace ga::vss
