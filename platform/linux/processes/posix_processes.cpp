// SPDX-License-Identifier: Apache-2.0
// Lays the pipes and starts the program on them.
#include "platform/linux/processes/posix_processes.h"

#include "platform/linux/processes/posix_process.h"
#include "platform/linux/processes/spawn.h"
#include "platform/linux/processes/stream_pipe.h"

#include <fcntl.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace ga {

namespace {

// Both sides of a program's three streams, from before its start.
struct Streams
{
    Descriptor null;
    Descriptor childInput;  // These three are invalid where the program gets /dev/null,
    Descriptor childOutput; // and childError too where it gets childOutput.
    Descriptor childError;
    ProcessPipes ours;
    bool merged = false;

    StandardStreams standard() const
    {
        const auto orNull = [this](const Descriptor &descriptor) {
            return descriptor.isValid() ? descriptor.number() : null.number();
        };
        return {orNull(childInput), orNull(childOutput), orNull(merged ? childOutput : childError)};
    }
};

Result<Nothing> connectInput(Streams &streams)
{
    auto pipe = StreamPipe::create();
    if (!pipe)
        return fail(std::move(pipe).error());
    makeNonBlocking(pipe->writeEnd);
    streams.childInput = std::move(pipe->readEnd);
    streams.ours.input = std::move(pipe->writeEnd);
    return Nothing{};
}

Result<Nothing> connectOutput(Descriptor &child, Descriptor &ours)
{
    auto pipe = StreamPipe::create();
    if (!pipe)
        return fail(std::move(pipe).error());
    makeNonBlocking(pipe->readEnd);
    child = std::move(pipe->writeEnd);
    ours = std::move(pipe->readEnd);
    return Nothing{};
}

Result<Streams> connectStreams(const ProcessRequest &request)
{
    Streams streams;
    streams.merged = request.mergesError();
    streams.null = aboveStandardStreams(Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC)));
    if (!streams.null.isValid())
        return failSystem(QStringLiteral("/dev/null"), errno);
    Result<Nothing> connected;
    if (request.input)
        connected = connectInput(streams);
    if (connected && request.capturesOutput())
        connected = connectOutput(streams.childOutput, streams.ours.output);
    if (connected && request.capturesError())
        connected = connectOutput(streams.childError, streams.ours.error);
    if (!connected)
        return fail(std::move(connected).error());
    return streams;
}

Error notExecuted(const QString &path, int errorNumber)
{
    const std::string cause = std::generic_category().message(errorNumber);
    auto error =
        Error::generic(QStringLiteral(u"Failed to execute child process \u201C%1\u201D (%2)")
                           .arg(path, QString::fromLocal8Bit(cause.c_str())));
    error.systemError = errorNumber;
    return error;
}

} // namespace

PosixProcesses::PosixProcesses()
{
    ::signal(SIGPIPE, SIG_IGN);
    struct sigaction child = {};
    if (::sigaction(SIGCHLD, nullptr, &child) == 0 && child.sa_handler == SIG_IGN)
        ::signal(SIGCHLD, SIG_DFL);
}

Result<std::unique_ptr<GuestProcess>> PosixProcesses::start(const ProcessRequest &request)
{
    auto streams = connectStreams(request);
    if (!streams)
        return fail(notExecuted(request.path, streams.error().systemError));
    ExecPlan plan(request);
    pid_t pid = -1;
    if (const int error = spawn(plan, streams->standard(), &pid))
        return fail(notExecuted(request.path, error));
    auto process = std::make_unique<PosixProcess>(pid, std::move(streams->ours),
                                                  request.input.value_or(QByteArray()));
    process->moveToThread(nullptr);
    return process;
}

} // namespace ga
