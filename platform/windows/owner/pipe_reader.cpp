// SPDX-License-Identifier: Apache-2.0
// The token of the process, and a write of nothing.
#include "platform/windows/owner/pipe_reader.h"

#include "platform/windows/system/handle.h"

#include <array>

namespace ga {

namespace {

Handle tokenOf(ULONG pid)
{
    const Handle process(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid));
    HANDLE token = nullptr;
    if (!process.isValid() || !::OpenProcessToken(process.get(), TOKEN_QUERY, &token))
        return {};
    return Handle(token);
}

QByteArray userOf(const Handle &token, bool &isSystem)
{
    alignas(TOKEN_USER) std::array<char, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> buffer;
    DWORD size = 0;
    if (!::GetTokenInformation(token.get(), TokenUser, buffer.data(), DWORD(buffer.size()), &size))
        return {};
    PSID sid = reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid;
    isSystem = ::IsWellKnownSid(sid, WinLocalSystemSid);
    return QByteArray(static_cast<const char *>(sid), qsizetype(::GetLengthSid(sid)));
}

// Administrators have it where they act as such.
bool isElevated(const Handle &token)
{
    TOKEN_ELEVATION elevation{};
    DWORD size = 0;
    return ::GetTokenInformation(token.get(), TokenElevation, &elevation, sizeof elevation,
                                 &size) &&
           elevation.TokenIsElevated;
}

} // namespace

ReaderIdentity readerOf(HANDLE pipe)
{
    ULONG pid = 0;
    const Handle token = ::GetNamedPipeClientProcessId(pipe, &pid) ? tokenOf(pid) : Handle();
    if (!token.isValid())
        return {};
    bool isSystem = false;
    const QByteArray user = userOf(token, isSystem);
    return {user, isSystem || isElevated(token)};
}

bool hasReader(HANDLE pipe)
{
    const Handle event(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    OVERLAPPED operation{};
    operation.hEvent = event.get();
    DWORD written = 0;
    if (::WriteFile(pipe, "", 0, nullptr, &operation))
        return true;
    DWORD error = ::GetLastError();
    if (error == ERROR_IO_PENDING) { // Behind what its reader has not read yet.
        ::CancelIoEx(pipe, &operation);
        const BOOL done = ::GetOverlappedResult(pipe, &operation, &written, TRUE);
        error = done ? DWORD(ERROR_SUCCESS) : ::GetLastError();
    }
    return error != ERROR_NO_DATA && error != ERROR_BROKEN_PIPE &&
           error != ERROR_PIPE_NOT_CONNECTED;
}

} // namespace ga
