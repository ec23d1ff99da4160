// SPDX-License-Identifier: Apache-2.0
// The settings of a COM port.
#include "platform/windows/channel/serial_line.h"

#include "platform/windows/system/windows_error.h"

#include <algorithm>

namespace ga {

bool isSerialLine(HANDLE device)
{
    DCB settings = {};
    settings.DCBlength = sizeof settings;
    return ::GetCommState(device, &settings);
}

Result<Nothing> setUpSerialLine(HANDLE line)
{
    DCB settings = {};
    settings.DCBlength = sizeof settings;
    if (!::GetCommState(line, &settings))
        return fail(windowsErrorText(::GetLastError()));
    const DWORD speed = std::max<DWORD>(settings.BaudRate, CBR_38400);
    settings = {};
    settings.DCBlength = sizeof settings;
    settings.BaudRate = speed;
    settings.fBinary = TRUE;
    settings.fDtrControl = DTR_CONTROL_ENABLE;
    settings.fRtsControl = RTS_CONTROL_ENABLE;
    settings.ByteSize = 8;
    settings.Parity = NOPARITY;
    settings.StopBits = ONESTOPBIT;
    // A read ends as soon as the line pauses for a millisecond, and has no limit before its first
    // byte; a write has none.
    COMMTIMEOUTS timeouts = {};
    timeouts.ReadIntervalTimeout = 1;
    if (!::SetCommState(line, &settings) || !::SetCommTimeouts(line, &timeouts))
        return fail(windowsErrorText(::GetLastError()));
    ::PurgeComm(line, PURGE_RXCLEAR);
    return Nothing{};
}

} // namespace ga
