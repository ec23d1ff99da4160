// SPDX-License-Identifier: Apache-2.0
// The agent's pipe, opened so that whoever serves it can't act as this user, and only believed
// where the system or an administrator owns it: anybody may make a pipe of that name while no agent
// runs.
#include "system/status_connection.h"

#include "platform/api/defaults.h"

#include <memory>

#include <windows.h>

#include <aclapi.h>

namespace ga {

namespace {

// Does not wait for a pipe that is busy: the next attempt comes soon.
HANDLE openPipe(const QString &address)
{
    const auto name = reinterpret_cast<const wchar_t *>(address.utf16());
    return CreateFileW(name, GENERIC_READ, 0, nullptr, OPEN_EXISTING,
                       FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION,
                       nullptr);
}

bool isTrusted(HANDLE pipe)
{
    PSID owner = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (GetSecurityInfo(pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &owner, nullptr,
                        nullptr, nullptr, &descriptor) != ERROR_SUCCESS)
        return false;
    const std::unique_ptr<void, decltype(&LocalFree)> kept(descriptor, &LocalFree);
    return IsWellKnownSid(owner, WinLocalSystemSid) ||
           IsWellKnownSid(owner, WinBuiltinAdministratorsSid);
}

} // namespace

bool openStatusConnection(QLocalSocket &socket, const QString &address)
{
    const HANDLE pipe = openPipe(address);
    if (pipe == INVALID_HANDLE_VALUE)
        return false;
    if (address == platformDefaults().statusAddress && !isTrusted(pipe)) {
        CloseHandle(pipe);
        return false;
    }
    return socket.setSocketDescriptor(qintptr(pipe), QLocalSocket::ConnectedState,
                                      QIODevice::ReadOnly);
}

} // namespace ga
