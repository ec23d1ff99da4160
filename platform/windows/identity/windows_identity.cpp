// SPDX-License-Identifier: Apache-2.0
// What a Windows guest says about itself.
#include "platform/windows/identity/windows_identity.h"

#include "platform/windows/identity/os_version.h"
#include "platform/windows/identity/time_zone.h"
#include "platform/windows/identity/user_sessions.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <wtsapi32.h>

#include <array>
#include <memory>

namespace ga {

namespace {

struct FreeWts
{
    void operator()(void *memory) const { ::WTSFreeMemory(memory); }
};

// RtlGetVersion() is of ntdll's interface for drivers, which mingw's import library lacks. It tells
// the truth where GetVersionEx() tells what the program's manifest asks for.
bool readVersion(RTL_OSVERSIONINFOEXW &version)
{
    using RtlGetVersion = LONG(WINAPI *)(RTL_OSVERSIONINFOEXW *);
    const HMODULE ntdll = ::GetModuleHandleW(L"ntdll.dll");
    const auto read = ntdll ? reinterpret_cast<RtlGetVersion>(
                                  reinterpret_cast<void *>(::GetProcAddress(ntdll, "RtlGetVersion")))
                            : nullptr;
    version.dwOSVersionInfoSize = sizeof version;
    return read && read(&version) == 0;
}

// Of the hardware, also where this program is run by emulation (x64 on ARM64).
quint16 nativeMachine()
{
    USHORT process = 0;
    USHORT native = 0;
    return ::IsWow64Process2(::GetCurrentProcess(), &process, &native) ? native : 0;
}

std::optional<QString> productName()
{
    std::array<wchar_t, 256> name{};
    DWORD size = sizeof name; // Bytes.
    const LSTATUS status = ::RegGetValueW(
        HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", L"ProductName",
        RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, name.data(), &size);
    return status == ERROR_SUCCESS ? std::optional(QString::fromWCharArray(name.data()))
                                   : std::nullopt;
}

// Empty for a session that ended meanwhile.
TerminalSession readSession(DWORD id)
{
    wchar_t *read = nullptr;
    DWORD size = 0;
    if (!::WTSQuerySessionInformationW(WTS_CURRENT_SERVER_HANDLE, id, WTSSessionInfo, &read, &size))
        return {};
    const std::unique_ptr<wchar_t, FreeWts> memory(read);
    if (size < sizeof(WTSINFOW))
        return {};
    const auto *info = reinterpret_cast<const WTSINFOW *>(memory.get());
    return {.user = QString::fromWCharArray(info->UserName),
            .domain = QString::fromWCharArray(info->Domain),
            .logonTime = info->LogonTime.QuadPart};
}

} // namespace

Result<HostName> WindowsIdentity::hostName()
{
    DWORD size = 0;
    ::GetComputerNameExW(ComputerNamePhysicalDnsHostname, nullptr, &size);
    std::unique_ptr<wchar_t[]> name(new wchar_t[size + 1]{});
    if (!::GetComputerNameExW(ComputerNamePhysicalDnsHostname, name.get(), &size))
        return failWindows(QStringLiteral("failed to get the host name"));
    return HostName{QString::fromWCharArray(name.get())};
}

Result<QList<UserSession>> WindowsIdentity::users()
{
    WTS_SESSION_INFOW *read = nullptr;
    DWORD count = 0;
    if (!::WTSEnumerateSessionsW(WTS_CURRENT_SERVER_HANDLE, 0, 1, &read, &count))
        return failWindows(QStringLiteral("failed to get the list of sessions"));
    const std::unique_ptr<WTS_SESSION_INFOW, FreeWts> memory(read);
    QList<TerminalSession> sessions;
    for (DWORD i = 0; i < count; ++i)
        sessions.append(readSession(read[i].SessionId));
    return usersOf(sessions);
}

Result<TimeZone> WindowsIdentity::timeZone()
{
    DYNAMIC_TIME_ZONE_INFORMATION read{};
    const DWORD kind = ::GetDynamicTimeZoneInformation(&read);
    if (kind == TIME_ZONE_ID_INVALID)
        return failWindows(QStringLiteral("Couldn't retrieve local timezone"));
    return timeZoneOf({.daylightSaving = kind == TIME_ZONE_ID_DAYLIGHT,
                       .bias = read.Bias,
                       .standardBias = read.StandardBias,
                       .daylightBias = read.DaylightBias,
                       .standardName = QString::fromWCharArray(read.StandardName),
                       .daylightName = QString::fromWCharArray(read.DaylightName)});
}

Result<OsInfo> WindowsIdentity::osInfo()
{
    RTL_OSVERSIONINFOEXW version{};
    if (!readVersion(version))
        return fail(QStringLiteral("failed to get the version of Windows"));
    return osInfoOf({.major = version.dwMajorVersion,
                     .minor = version.dwMinorVersion,
                     .build = version.dwBuildNumber,
                     .server = version.wProductType != VER_NT_WORKSTATION,
                     .machine = nativeMachine(),
                     .productName = productName()});
}

} // namespace ga
