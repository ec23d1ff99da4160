// SPDX-License-Identifier: Apache-2.0
// Carries TCP connections of the host that Wine runs on to a named pipe inside of Wine, for tests.
// usage: pipe_bridge PIPE    Prints the port that it listens on, on 127.0.0.1.
#include <QCoreApplication>

#include <winsock2.h>

#include <windows.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>

namespace {

constexpr DWORD patience = 30000; // Milliseconds that a client waits for its turn.
constexpr DWORD chunk = 64 * 1024;

// One read or write of the pipe that is waited for: both go on side by side.
template <typename Call>
DWORD await(HANDLE pipe, Call call)
{
    OVERLAPPED overlapped = {};
    overlapped.hEvent = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
    DWORD count = 0;
    if (!call(&overlapped) && ::GetLastError() != ERROR_IO_PENDING)
        count = 0;
    else if (!::GetOverlappedResult(pipe, &overlapped, &count, TRUE))
        count = 0;
    ::CloseHandle(overlapped.hEvent);
    return count;
}

void carryToPipe(SOCKET client, HANDLE pipe, const std::atomic<bool> &hasEnded)
{
    std::array<char, chunk> bytes;
    for (;;) {
        const int count = ::recv(client, bytes.data(), int(bytes.size()), 0);
        int done = 0;
        while (done < count) {
            const DWORD written = await(pipe, [&](OVERLAPPED *overlapped) {
                return ::WriteFile(pipe, bytes.data() + done, DWORD(count - done), nullptr,
                                   overlapped);
            });
            if (written == 0)
                break;
            done += int(written);
        }
        if (count <= 0 || done < count)
            break;
    }
    while (!hasEnded) { // The other direction: it may be between two reads.
        ::CancelIoEx(pipe, nullptr);
        ::Sleep(5);
    }
}

void carryToClient(HANDLE pipe, SOCKET client)
{
    std::array<char, chunk> bytes;
    for (;;) {
        const DWORD count = await(pipe, [&](OVERLAPPED *overlapped) {
            return ::ReadFile(pipe, bytes.data(), chunk, nullptr, overlapped);
        });
        int done = 0;
        while (done < int(count)) {
            const int sent = ::send(client, bytes.data() + done, int(count) - done, 0);
            if (sent <= 0)
                break;
            done += sent;
        }
        if (count == 0 || done < int(count))
            break;
    }
    ::shutdown(client, SD_BOTH); // Ends the other direction.
}

// The agent serves one client at a time.
HANDLE connectTo(const std::wstring &name)
{
    const ULONGLONG end = ::GetTickCount64() + patience;
    do {
        const HANDLE pipe = ::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_OVERLAPPED, nullptr);
        if (pipe != INVALID_HANDLE_VALUE)
            return pipe;
        ::Sleep(20);
    } while (::GetTickCount64() < end);
    return INVALID_HANDLE_VALUE;
}

void serve(SOCKET client, HANDLE pipe)
{
    if (pipe != INVALID_HANDLE_VALUE) {
        std::atomic<bool> hasEnded = false;
        std::thread other(carryToPipe, client, pipe, std::cref(hasEnded));
        carryToClient(pipe, client);
        hasEnded = true;
        other.join();
        ::CloseHandle(pipe);
    }
    ::closesocket(client);
}

SOCKET listenAnywhere(sockaddr_in &address)
{
    WSADATA data;
    ::WSAStartup(MAKEWORD(2, 2), &data);
    const SOCKET listener = ::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    ::bind(listener, plain, size);
    ::listen(listener, SOMAXCONN);
    ::getsockname(listener, plain, &size);
    return listener;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv); // Makes Wine start its desktop.
    const std::wstring name = application.arguments().value(1).toStdWString();
    sockaddr_in address = {};
    const SOCKET listener = listenAnywhere(address);
    std::printf("%d\n", int(ntohs(address.sin_port)));
    std::fflush(stdout);
    for (;;) {
        const SOCKET client = ::accept(listener, nullptr, nullptr);
        if (client == INVALID_SOCKET)
            return 1;
        std::thread(serve, client, connectTo(name)).detach(); // In the order that they came in.
    }
}
