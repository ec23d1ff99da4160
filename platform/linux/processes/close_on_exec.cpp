// SPDX-License-Identifier: Apache-2.0
// close_range(2), or a walk through /proc/self/fd without opendir(3), which would allocate.
#include "platform/linux/processes/close_on_exec.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace ga {

namespace {

constexpr unsigned closeRangeCloexec = 1 << 2; // CLOSE_RANGE_CLOEXEC of linux/close_range.h.

// getdents64(2): inode, offset, length of the record, type, name.
constexpr size_t lengthOffset = 16;
constexpr size_t nameOffset = 19;

void closeOnExec(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

// -1 for "." and "..".
int toDescriptor(const char *name)
{
    int number = 0;
    for (; *name; ++name) {
        if (*name < '0' || *name > '9')
            return -1;
        number = 10 * number + (*name - '0');
    }
    return number;
}

void closeOnExecListed(const char *entries, long size, int first)
{
    for (long at = 0; at < size;) {
        if (const int number = toDescriptor(entries + at + nameOffset); number >= first)
            closeOnExec(number);
        std::uint16_t length;
        std::memcpy(&length, entries + at + lengthOffset, sizeof length);
        at += length;
    }
}

void closeOnExecUpToLimit(int first)
{
    constexpr rlim_t enough = 65536; // The limit may be a thousand million: without /proc we guess.
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const int end = int(std::min(limit.rlim_cur, enough));
    for (int number = first; number < end; ++number)
        closeOnExec(number);
}

} // namespace

void closeOnExecFrom(int first)
{
    if (::syscall(SYS_close_range, unsigned(first), ~0u, closeRangeCloexec) != 0)
        closeOnExecByListing(first);
}

void closeOnExecByListing(int first)
{
    const int list = ::open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (list < 0) {
        closeOnExecUpToLimit(first);
        return;
    }
    alignas(8) char entries[4096];
    for (;;) {
        const long size = ::syscall(SYS_getdents64, list, entries, sizeof entries);
        if (size <= 0)
            break;
        closeOnExecListed(entries, size, first);
    }
    ::close(list);
}

} // namespace ga
