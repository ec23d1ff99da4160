// SPDX-License-Identifier: Apache-2.0
// ServiceHandle: owns a handle of the service control manager, or of a service, and closes it.
#pragma once

#include <windows.h>

#include <memory>

namespace ga {

struct CloseService
{
    using pointer = SC_HANDLE;
    void operator()(SC_HANDLE handle) const { ::CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<SC_HANDLE, CloseService>;

} // namespace ga
