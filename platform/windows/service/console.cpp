// SPDX-License-Identifier: Apache-2.0
// Standard streams of a console program.
#include "platform/api/console.h"

#include <windows.h>

#include <fcntl.h>
#include <io.h>

#include <csignal>
#include <cstdio>

namespace ga {

namespace {

std::FILE *fileOf(StandardStream stream)
{
    switch (stream) {
    case StandardStream::Input:
        return stdin;
    case StandardStream::Output:
        return stdout;
    case StandardStream::Error:
        break;
    }
    return stderr;
}

DWORD numberOf(StandardStream stream)
{
    switch (stream) {
    case StandardStream::Input:
        return STD_INPUT_HANDLE;
    case StandardStream::Output:
        return STD_OUTPUT_HANDLE;
    case StandardStream::Error:
        break;
    }
    return STD_ERROR_HANDLE;
}

} // namespace

bool isTerminal(StandardStream stream)
{
    const HANDLE handle = ::GetStdHandle(numberOf(stream));
    DWORD mode = 0;
    if (!::GetConsoleMode(handle, &mode)) // Only a console has one.
        return false;
    return stream == StandardStream::Input ||
           ::SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

std::span<const int> interruptions()
{
    static constexpr int signals[]{SIGINT, SIGTERM, SIGBREAK};
    return signals;
}

void makeBinary(StandardStream stream)
{
    std::fflush(fileOf(stream));
    _setmode(_fileno(fileOf(stream)), _O_BINARY);
}

} // namespace ga
