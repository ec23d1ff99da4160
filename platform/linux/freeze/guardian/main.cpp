// SPDX-License-Identifier: Apache-2.0
// qtga-freeze-guardian: thaws what an agent has frozen when the agent is gone or the time is up.
// A process of its own, because whatever ends the agent must not end it: small, all of it in memory
// before the first file system is frozen, touching no file from then on.
#include "platform/linux/freeze/guardian/guardian_protocol.h"
#include "platform/linux/freeze/guardian/lease_clock.h"
#include "platform/linux/freeze/guardian/thaw.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace {

using namespace ga::guardian;

constexpr int mostDescriptors = 16384; // More are refused by the agent, which is told fewer.
Held held[mostDescriptors];
int heldCount = 0;

// How long the agent waits for the news that the time is up, where a device does not answer.
constexpr int thawPatience = 30'000; // Milliseconds.

std::int64_t now()
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

void tell(Word word, std::int64_t value)
{
    const Message message{protocolVersion, word, value};
    ::send(socketNumber, &message, sizeof message, MSG_NOSIGNAL);
}

// The out-of-memory killer passes it by, where this may be asked for (CAP_SYS_RESOURCE).
void avoidOutOfMemoryKiller()
{
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    const char score[] = "-1000";
    [[maybe_unused]] const ssize_t written = ::write(file, score, sizeof score - 1);
    ::close(file);
}

// A service manager that stops the agent's service signals all of its processes. Only the agent
// decides here: it says when it has thawed, and its end is seen.
void blockSignals()
{
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_BLOCK, &all, nullptr);
}

void settle()
{
    blockSignals();
    avoidOutOfMemoryKiller();
    rlimit files = {};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    [[maybe_unused]] const int changed = ::chdir("/");
    // Where it may not (CAP_IPC_LOCK), pages can be dropped and read again, which a frozen file
    // system allows.
    ::mlockall(MCL_CURRENT | MCL_FUTURE);
}

void take(const msghdr &header)
{
    for (const cmsghdr *part = CMSG_FIRSTHDR(&header); part;
         part = CMSG_NXTHDR(const_cast<msghdr *>(&header), const_cast<cmsghdr *>(part))) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        const size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; ++i) {
            int descriptor = -1;
            std::memcpy(&descriptor, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
            if (heldCount < mostDescriptors)
                held[heldCount++].descriptor = descriptor;
            else
                ::close(descriptor);
        }
    }
}

// False where the agent is gone, or speaks another language.
bool receive(Message *message)
{
    alignas(cmsghdr) char control[CMSG_SPACE(descriptorsAtOnce * sizeof(int))];
    iovec part{message, sizeof *message};
    msghdr header = {};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    const ssize_t size = ::recvmsg(socketNumber, &header, MSG_CMSG_CLOEXEC);
    if (size > 0)
        take(header);
    return size == ssize_t(sizeof *message) && message->version == protocolVersion;
}

// Where a thread of the agent's is stuck in the kernel, perhaps because of this very freeze, the
// kernel closes the agent's end of the socket only when that thread is free again. But the thread
// that has started this process ends with the agent, and that is told by a signal. A descriptor to
// read it from; what else sends signals uses others.
int watchStarter()
{
    ::prctl(PR_SET_PDEATHSIG, SIGRTMIN);
    sigset_t end;
    ::sigemptyset(&end);
    ::sigaddset(&end, SIGRTMIN);
    return ::signalfd(-1, &end, SFD_CLOEXEC);
}

// A thread of the agent's that was killed while it freezes ends only when it has frozen, and the
// socket's end closes with the last of them.
void thawUntilGone()
{
    constexpr int longestPause = 1000; // Milliseconds.
    for (int pause = 50;; pause = pause < longestPause ? 2 * pause : longestPause) {
        beginToThaw(held, heldCount);
        pollfd watched{socketNumber, POLLIN, 0};
        Message message;
        if (::poll(&watched, 1, pause) > 0 && !receive(&message))
            return beginToThaw(held, heldCount);
    }
}

// Until the time is up or the agent is gone; then it thaws. What does not answer may be unfinished.
void guard(int starterEnd)
{
    LeaseClock clock(0, now());
    for (;;) {
        pollfd watched[]{{socketNumber, POLLIN, 0}, {starterEnd, POLLIN, 0}};
        const int ready = ::poll(watched, 2, clock.step());
        clock.advance(now());
        const bool isToldOf = ready > 0 && watched[0].revents;
        Message message;
        if (ready > 0 && !isToldOf)
            return thawUntilGone();
        if (isToldOf && !receive(&message))
            return beginToThaw(held, heldCount);
        if (isToldOf && message.word == Word::Check)
            tell(Word::Ready, heldCount);
        else if (isToldOf && message.word == Word::Arm)
            clock = LeaseClock(message.value, now());
        else if (isToldOf && message.word == Word::Release)
            return;
        if (clock.isUp()) {
            beginToThaw(held, heldCount);
            waitForThaw(thawPatience);
            return tell(Word::Expired, heldCount);
        }
    }
}

} // namespace

int main()
{
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(socketNumber, SOL_SOCKET, SO_TYPE, &type, &size) != 0 ||
        type != SOCK_SEQPACKET) {
        std::fputs("qtga-freeze-guardian is started by the agent, not by hand.\n", stderr);
        return 2;
    }
    settle();
    guard(watchStarter());
    waitForThaw(-1);
    return 0;
}
