// SPDX-License-Identifier: Apache-2.0
// Finds the program, lays the pipes and starts it on them.
#include "platform/windows/processes/windows_processes.h"

#include "platform/windows/processes/environment_block.h"
#include "platform/windows/processes/stream_pipe.h"
#include "platform/windows/processes/windows_process.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <array>

namespace ga {

namespace {

// Both sides of a program's three streams, from before its start.
struct Streams
{
    Handle null;
    Handle childInput;  // These three are invalid where the program gets the null device,
    Handle childOutput; // and childError too where it gets childOutput.
    Handle childError;
    ProcessPipes ours;
    bool merged = false;

    StandardStreams standard() const
    {
        const auto orNull = [this](const Handle &handle) {
            return handle.isValid() ? handle.get() : null.get();
        };
        return {orNull(childInput), orNull(childOutput), orNull(merged ? childOutput : childError)};
    }
};

Result<Nothing> connectStream(StreamPipe::Direction direction, Handle &child, Handle &ours)
{
    auto pipe = StreamPipe::create(direction);
    if (!pipe)
        return fail(std::move(pipe).error());
    child = std::move(pipe->childs);
    ours = std::move(pipe->ours);
    return Nothing{};
}

Result<Streams> connectStreams(const ProcessRequest &request)
{
    using Direction = StreamPipe::Direction;
    Streams streams;
    streams.merged = request.mergesError();
    auto null = openNullDevice();
    if (!null)
        return fail(std::move(null).error());
    streams.null = *std::move(null);
    Result<Nothing> connected;
    if (request.input)
        connected = connectStream(Direction::ToProgram, streams.childInput, streams.ours.input);
    if (connected && request.capturesOutput())
        connected = connectStream(Direction::FromProgram, streams.childOutput, streams.ours.output);
    if (connected && request.capturesError())
        connected = connectStream(Direction::FromProgram, streams.childError, streams.ours.error);
    if (!connected)
        return fail(std::move(connected).error());
    return streams;
}

QString windowsDirectory()
{
    std::array<wchar_t, MAX_PATH> path{};
    ::GetSystemWindowsDirectoryW(path.data(), UINT(path.size()));
    return QString::fromWCharArray(path.data());
}

// Of the environment that the host gives, the agent's where it has none.
QString searchPath(const std::optional<QList<QString>> &environment)
{
    const auto given = valueIn(environment.value_or(QList<QString>()), QStringLiteral("PATH"));
    return given ? *given : qEnvironmentVariable("PATH");
}

bool isFile(const QString &path)
{
    const DWORD attributes = ::GetFileAttributesW(wide(path));
    return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

std::optional<QString> findProgram(const ProcessRequest &request)
{
    const QStringList candidates =
        programCandidates(request.path, {systemFolder(), windowsDirectory()},
                          searchPath(request.environment));
    const auto found = std::find_if(candidates.begin(), candidates.end(), &isFile);
    return found == candidates.end() ? std::nullopt : std::optional(*found);
}

Error notExecuted(const QString &path, const QString &cause, int error)
{
    return {ErrorClass::GenericError,
            QStringLiteral(u"Failed to execute child process \u201C%1\u201D (%2)").arg(path, cause),
            error};
}

tl::unexpected<Error> failPlainly(DWORD error)
{
    return fail(Error{ErrorClass::GenericError, windowsErrorText(error), int(error)});
}

Result<StartedProcess> startOn(const Streams &streams, const ProcessRequest &request)
{
    const auto file = findProgram(request);
    if (!file)
        return failPlainly(ERROR_FILE_NOT_FOUND);
    const auto call = programCall(*file, request.path, request.arguments,
                                  systemFolder() + QStringLiteral("\\cmd.exe"));
    if (!call)
        return fail(call.error());
    std::optional<QString> environment;
    if (request.environment)
        environment = environmentBlock(*request.environment);
    StartedProcess started;
    if (const DWORD error = createProcess(*call, environment, streams.standard(), started))
        return failPlainly(error);
    return started;
}

} // namespace

Result<std::unique_ptr<GuestProcess>> WindowsProcesses::start(const ProcessRequest &request)
{
    auto streams = connectStreams(request);
    if (!streams)
        return fail(notExecuted(request.path, streams.error().description,
                                streams.error().systemError));
    auto started = startOn(*streams, request);
    if (!started) {
        const Error &cause = started.error();
        return fail(notExecuted(request.path, cause.description, cause.systemError));
    }
    auto process = std::make_unique<WindowsProcess>(*std::move(started), std::move(streams->ours),
                                                    request.input.value_or(QByteArray()));
    process->moveToThread(nullptr);
    return process;
}

} // namespace ga
