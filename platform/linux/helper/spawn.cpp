// SPDX-License-Identifier: Apache-2.0
// Pipes and posix_spawn(3) for helpers.
#include "platform/linux/helper/spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

#include <cerrno>
#include <vector>

namespace ga {

namespace {

constexpr qsizetype inputLimit = 1024 * 1024; // /proc/sys/fs/pipe-max-size unless changed.

struct Pipe
{
    Descriptor reader;
    Descriptor writer;
};

// Moves a descriptor out of the way of the standard ones, which the program's are put in place of.
Result<Descriptor> aboveStandard(Descriptor descriptor)
{
    if (descriptor.number() > STDERR_FILENO)
        return descriptor;
    Descriptor moved(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    if (!moved.isValid())
        return failSystem(QStringLiteral("failed to create pipe"), errno);
    return moved;
}

Result<Pipe> createPipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failSystem(QStringLiteral("failed to create pipe"), errno);
    Descriptor first(ends[0]);
    Descriptor second(ends[1]);
    auto reader = aboveStandard(std::move(first));
    auto writer = aboveStandard(std::move(second));
    if (!reader || !writer)
        return fail(reader ? std::move(writer).error() : std::move(reader).error());
    return Pipe{std::move(*reader), std::move(*writer)};
}

void setNonBlocking(const Descriptor &descriptor)
{
    ::fcntl(descriptor.number(), F_SETFL, ::fcntl(descriptor.number(), F_GETFL) | O_NONBLOCK);
}

// The reading end of a pipe that holds `input`. We hold the reading end while writing, so there is
// no SIGPIPE.
Result<Descriptor> filledPipe(const QByteArray &input)
{
    if (input.size() > inputLimit)
        return fail(
            QStringLiteral("the input of a child process is larger than %1 bytes").arg(inputLimit));
    auto pipe = createPipe();
    if (!pipe)
        return fail(std::move(pipe).error());
    if (::fcntl(pipe->writer.number(), F_GETPIPE_SZ) < input.size())
        ::fcntl(pipe->writer.number(), F_SETPIPE_SZ, int(input.size()));
    setNonBlocking(pipe->writer);
    if (::write(pipe->writer.number(), input.constData(), size_t(input.size())) != input.size())
        return fail(QStringLiteral("failed to write the input of a child process to a pipe"));
    return std::move(pipe->reader);
}

class FileActions
{
public:
    FileActions() { ::posix_spawn_file_actions_init(&m_actions); }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&m_actions); }
    Q_DISABLE_COPY_MOVE(FileActions)

    void connect(const HelperPipes &pipes)
    {
        if (pipes.input.isValid())
            ::posix_spawn_file_actions_adddup2(&m_actions, pipes.input.number(), STDIN_FILENO);
        else
            ::posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, pipes.outputWriter.number(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, pipes.outputWriter.number(), STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, STDERR_FILENO + 1);
    }
    const posix_spawn_file_actions_t *get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions;
};

class Attributes
{
public:
    Attributes()
    {
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawnattr_setsigdefault(&m_attributes, &all);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF |
                                                      POSIX_SPAWN_SETSIGMASK);
    }
    ~Attributes() { ::posix_spawnattr_destroy(&m_attributes); }
    Q_DISABLE_COPY_MOVE(Attributes)

    const posix_spawnattr_t *get() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes;
};

int spawn(const QList<QByteArray> &argv, const HelperPipes &pipes, pid_t *pid)
{
    std::vector<char *> arguments;
    for (const QByteArray &argument : argv)
        arguments.push_back(
            const_cast<char *>(argument.constData())); // execve(2) doesn't write to them.
    arguments.push_back(nullptr);
    FileActions actions;
    actions.connect(pipes);
    const Attributes attributes;
    return ::posix_spawnp(pid, arguments[0], actions.get(), attributes.get(), arguments.data(),
                          environ);
}

} // namespace

Result<HelperPipes> HelperPipes::create(const QByteArray &input)
{
    HelperPipes pipes;
    if (!input.isEmpty()) {
        auto reader = filledPipe(input);
        if (!reader)
            return fail(std::move(reader).error());
        pipes.input = std::move(*reader);
    }
    auto output = createPipe();
    if (!output)
        return fail(std::move(output).error());
    setNonBlocking(output->reader);
    pipes.outputReader = std::move(output->reader);
    pipes.outputWriter = std::move(output->writer);
    return pipes;
}

int spawnInOwnSession(const QList<QByteArray> &argv, HelperPipes &pipes, pid_t *pid)
{
    int error = spawn(argv, pipes, pid);
    // A script without "#!" is for the shell, as execvp(3) has it and posix_spawnp(3) hasn't.
    if (error == ENOEXEC && argv.first().contains('/'))
        error = spawn(QList<QByteArray>{"/bin/sh"} + argv, pipes, pid);
    pipes.input.reset();
    pipes.outputWriter.reset();
    return error;
}

} // namespace ga
