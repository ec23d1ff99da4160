// SPDX-License-Identifier: Apache-2.0
// Runs the agent in this process, or in a daemon that tells this process how its start went.
#include "platform/api/service_host.h"
#include "platform/linux/descriptor.h"

#include <QFile>

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstring>

namespace ga {

namespace {

class ForegroundReport : public StartReport
{
public:
    void ready() override {}
};

// One byte through the pipe says ready; its end without one says failed.
class BackgroundReport : public StartReport
{
public:
    explicit BackgroundReport(Descriptor pipe)
        : m_pipe(std::move(pipe))
    {}

    void ready() override
    {
        if (!m_pipe.isValid())
            return;
        leaveTerminal();
        const char byte = '\n';
        [[maybe_unused]] const ssize_t written = ::write(m_pipe.number(), &byte, 1);
        m_pipe.reset();
    }

private:
    static void leaveTerminal()
    {
        const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
        if (!null.isValid())
            return;
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(null.number(), standard);
    }

    Descriptor m_pipe;
};

// A program started without standard descriptors would give their numbers to the next files it
// opens.
void fillStandardDescriptors()
{
    int number = ::open("/dev/null", O_RDWR);
    while (number >= 0 && number <= STDERR_FILENO)
        number = ::open("/dev/null", O_RDWR);
    if (number >= 0)
        ::close(number);
}

// What one large file transfer took is given back to the system when it is freed. By itself glibc
// raises the size from which it does so with every large block that is freed (mallopt(3)), and
// keeps tens of MiB for good.
void returnFreedMemory()
{
#ifdef __GLIBC__
    constexpr int mapFrom = 256 * 1024; // Bytes.
    ::mallopt(M_MMAP_THRESHOLD, mapFrom);
#endif
}

int complain(const char *what)
{
    std::fprintf(stderr, "%s: %s\n", what, std::strerror(errno));
    return 1;
}

int waitForReport(const Descriptor &pipe)
{
    char byte = 0;
    ssize_t count = 0;
    do {
        count = ::read(pipe.number(), &byte, 1);
    } while (count < 0 && errno == EINTR);
    return count == 1 ? 0 : 1;
}

int runInBackground(const std::function<int(std::unique_ptr<StartReport>)> &body)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) < 0)
        return complain("failed to create a pipe");
    Descriptor readEnd(ends[0]);
    Descriptor writeEnd(ends[1]);
    const pid_t child = ::fork();
    if (child < 0)
        return complain("failed to fork");
    if (child > 0) {
        writeEnd.reset();
        return waitForReport(readEnd);
    }
    readEnd.reset();
    ::setsid();
    ::umask(077);
    if (::chdir("/") < 0)
        return complain("failed to enter the root directory");
    return body(std::make_unique<BackgroundReport>(std::move(writeEnd)));
}

} // namespace

int runService(ServiceMode mode, const std::function<int(std::unique_ptr<StartReport>)> &body)
{
    fillStandardDescriptors();
    returnFreedMemory();
    if (mode == ServiceMode::Background)
        return runInBackground(body);
    return body(std::make_unique<ForegroundReport>());
}

void reportEarlyFailure(const QString &, int)
{
    // systemd keeps what a service says on its standard error; other managers show it.
}

QStringList programArguments(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QFile::decodeName(argv[i]);
    return arguments;
}

void settleLocale()
{
    if (!std::setlocale(LC_ALL, "C.UTF-8"))
        std::setlocale(LC_ALL, "C"); // Qt converts from UTF-8 in this one, too.
}

} // namespace ga
