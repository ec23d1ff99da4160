// SPDX-License-Identifier: Apache-2.0
// A signal handler that does no more than write the signal's number into a pipe, which the event
// loop reads.
#include "platform/linux/service/posix_signals.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace ga {

namespace {

constexpr std::array quitSignals{SIGTERM, SIGINT, SIGQUIT};
constexpr std::array handledSignals{SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2};

// What the handler works with. A child between fork and exec has the handler too, but must not
// speak for the agent.
volatile sig_atomic_t pipeEnd = -1;
volatile pid_t owner = 0;

extern "C" void passOn(int number)
{
    const int saved = errno;
    if (pipeEnd >= 0 && ::getpid() == owner) {
        const char byte = char(number);
        [[maybe_unused]] const ssize_t written = ::write(pipeEnd, &byte, 1);
    }
    errno = saved;
}

extern "C" void doNothing(int) {}

void setHandler(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

bool isPassedOn(int number)
{
    return number != SIGPIPE && number != SIGUSR2;
}

} // namespace

Result<std::unique_ptr<PosixSignals>> PosixSignals::create()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
        return failSystem(QStringLiteral("failed to create a pipe for signals"), errno);
    return std::unique_ptr<PosixSignals>(
        new PosixSignals(Descriptor(ends[0]), Descriptor(ends[1])));
}

PosixSignals::PosixSignals(Descriptor readEnd, Descriptor writeEnd)
    : m_readEnd(std::move(readEnd))
    , m_writeEnd(std::move(writeEnd))
    , m_notifier(m_readEnd.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &PosixSignals::drain);
    owner = ::getpid();
    pipeEnd = m_writeEnd.number();
    for (const int number : handledSignals)
        setHandler(number, isPassedOn(number) ? passOn : doNothing);
}

PosixSignals::~PosixSignals()
{
    for (const int number : handledSignals)
        setHandler(number, SIG_DFL);
    pipeEnd = -1;
}

void PosixSignals::drain()
{
    std::array<char, 64> bytes;
    const ssize_t count = ::read(m_readEnd.number(), bytes.data(), bytes.size());
    bool quits = false;
    bool reloads = false;
    bool thaws = false;
    for (ssize_t i = 0; i < count; ++i) {
        const int number = bytes[size_t(i)];
        quits |= std::find(quitSignals.begin(), quitSignals.end(), number) != quitSignals.end();
        reloads |= number == SIGHUP;
        thaws |= number == SIGUSR1;
    }
    if (reloads)
        Q_EMIT reloadRequested();
    if (thaws)
        Q_EMIT thawRequested();
    if (quits)
        Q_EMIT quitRequested();
}

} // namespace ga
