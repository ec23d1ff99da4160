// SPDX-License-Identifier: Apache-2.0
// The provider's COM+ application: the process of its own, run as a service, that VSS calls.
#pragma once

#include <windows.h>

namespace ga::vss {

// An application that only SYSTEM and administrators may call.
HRESULT createApplication();

// Puts the provider's class, which must be registered already, into it.
HRESULT importProviderClass();

// Has it run as a service, on demand, as SYSTEM.
HRESULT createApplicationService();

// All of it, as far as it is there.
void removeApplication();

} // namespace ga::vss
