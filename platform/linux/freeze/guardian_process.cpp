// SPDX-License-Identifier: Apache-2.0
// Starts the guardian, and waits for its end in a thread.
#include "platform/linux/freeze/guardian_process.h"

#include "platform/linux/freeze/guardian_socket.h"
#include "platform/linux/helper/spawn.h"

#include <QFile>
#include <QLoggingCategory>

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <future>
#include <mutex>
#include <system_error>
#include <thread>

namespace ga {

namespace {

using guardian::Word;

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

constexpr std::chrono::seconds startPatience(10); // On a guest that hardly gets any time.
constexpr auto programName = "/qtga-freeze-guardian";

// Shared with the thread, which ends with the process.
struct Guardian
{
    GuardianSocket socket;
    pid_t pid;
    std::function<void()> notify;
    std::atomic<bool> released = false;
    std::atomic<std::optional<FreezeEnd>> end = std::optional<FreezeEnd>();

    std::mutex mutex;
    std::condition_variable ended;
    bool isReaped = false; // Guarded by `mutex`.
};

// After a thaw nothing is to keep a file system from being unmounted, as the guardian's descriptors
// do as long as it lives. Mostly that is a millisecond.
constexpr std::chrono::seconds endPatience(1);

void reap(pid_t pid)
{
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

// What is to be done then waits for the end of the guardian, and calls hooks.
void notifyBeside(const std::shared_ptr<Guardian> &guardian)
{
    try {
        std::thread([guardian] { guardian->notify(); }).detach();
    } catch (const std::system_error &) {
        guardian->notify();
    }
}

// In the thread that has started the guardian, and lives as long as it and the agent do: it touches
// no file, so that nothing frozen can keep it when the agent is killed, and its end is what the
// guardian is told of.
void watch(const std::shared_ptr<Guardian> &guardian)
{
    const auto message = guardian->socket.receive();
    if (!guardian->released) {
        const bool expired = message && message->word == Word::Expired;
        guardian->end = expired ? FreezeEnd::Expired : FreezeEnd::Unguarded;
    }
    const auto end = guardian->end.load();
    if (end == FreezeEnd::Expired) // It may still be thawing what does not answer.
        notifyBeside(guardian);
    reap(guardian->pid);
    {
        const std::lock_guard lock(guardian->mutex);
        guardian->isReaped = true;
        guardian->ended.notify_all();
    }
    if (end == FreezeEnd::Unguarded)
        guardian->notify();
}

class ProcessGuard : public FreezeGuard
{
public:
    explicit ProcessGuard(std::shared_ptr<Guardian> guardian)
        : m_guardian(std::move(guardian))
    {}

    ~ProcessGuard() override
    {
        m_guardian->released = true;
        m_guardian->socket.hangUp();
    }

    void arm(std::chrono::milliseconds timeout) override
    {
        m_guardian->socket.tell(Word::Arm, timeout.count());
    }

    void release() override
    {
        m_guardian->released = true;
        m_guardian->socket.tell(Word::Release);
        std::unique_lock lock(m_guardian->mutex);
        m_guardian->ended.wait_for(lock, endPatience, [this] { return m_guardian->isReaped; });
    }

    std::optional<FreezeEnd> end() const override { return m_guardian->end; }

private:
    std::shared_ptr<Guardian> m_guardian;
};

struct Sockets
{
    Descriptor ours;
    Descriptor theirs;
};

Result<Sockets> createSockets()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return failSystem(QStringLiteral("failed to create sockets"), errno);
    return Sockets{Descriptor(ends[0]), Descriptor(ends[1])};
}

// Where systemd runs the system: a control group of the guardian's own, which nobody kills together
// with the agent's service. systemd-run(1) has itself moved there, and becomes the program. A stop
// of the system does not kill it: it is the agent that thaws, and the guardian when that has ended.
QList<QByteArray> inScopeOfItsOwn(const QByteArray &program)
{
    return {"systemd-run",
            "--scope",
            "--quiet",
            "--collect",
            "--no-ask-password",
            "--description=Guardian of a freeze of qtga",
            "--property=SendSIGKILL=no",
            "--property=TimeoutStopSec=2min",
            "--",
            program};
}

bool isRunBySystemd()
{
    return ::access("/run/systemd/system", F_OK) == 0 && ::geteuid() == 0; // sd_booted(3)
}

Result<pid_t> startProgram(const QList<QByteArray> &command, Descriptor socket)
{
    Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    if (!null.isValid())
        return failSystem(QStringLiteral("failed to open /dev/null"), errno);
    HelperPipes pipes;
    pipes.input = std::move(socket);
    pipes.outputWriter = std::move(null);
    pid_t pid = -1;
    if (const int error = spawnInOwnSession(command, pipes, &pid))
        return failSystem(
            QStringLiteral("failed to start %1").arg(QFile::decodeName(command.first())), error);
    return pid;
}

// The thread waits until the guardian has got what it guards, then watches it; where that failed,
// it ends it.
Result<Nothing> startWatched(const QList<QByteArray> &command, Descriptor socket,
                             const std::shared_ptr<Guardian> &guardian,
                             std::shared_future<bool> handedOver)
{
    const auto started = std::make_shared<std::promise<Result<Nothing>>>();
    const auto theirs = std::make_shared<Descriptor>(std::move(socket));
    try {
        std::thread([=] {
            const auto pid = startProgram(command, std::move(*theirs));
            guardian->pid = pid.value_or(-1);
            started->set_value(pid.map([](pid_t) { return Nothing{}; }));
            if (!pid)
                return;
            if (handedOver.get())
                return watch(guardian);
            ::kill(guardian->pid, SIGKILL); // It holds nothing that is frozen.
            reap(guardian->pid);
        }).detach();
    } catch (const std::system_error &error) {
        return failSystem(QStringLiteral("no thread can watch it"), error.code().value());
    }
    return started->get_future().get();
}

Result<std::unique_ptr<FreezeGuard>> startGuard(const QList<QByteArray> &command,
                                                const FrozenSet &candidates,
                                                const std::function<void()> &notify)
{
    auto sockets = createSockets();
    if (!sockets)
        return fail(std::move(sockets).error());
    const std::shared_ptr<Guardian> guardian(
        new Guardian{GuardianSocket(std::move(sockets->ours)), -1, notify});
    auto handedOver = std::make_shared<std::promise<bool>>();
    const auto started = startWatched(command, std::move(sockets->theirs), guardian,
                                      handedOver->get_future().share());
    if (!started)
        return fail(started.error());
    const auto ready = guardian->socket.handOver(candidates, startPatience);
    handedOver->set_value(ready.has_value());
    if (!ready)
        return fail(ready.error());
    return std::make_unique<ProcessGuard>(guardian);
}

} // namespace

QByteArray GuardianProcesses::findProgram()
{
    const QString self = QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
    const QByteArray beside = QFile::encodeName(self.left(self.lastIndexOf(u'/'))) + programName;
    return ::access(beside.constData(), X_OK) == 0 ? beside
                                                   : QByteArray(QTGA_LIBEXEC_DIR) + programName;
}

Result<std::unique_ptr<FreezeGuard>> GuardianProcesses::post(const FrozenSet &candidates,
                                                             std::function<void()> notify)
{
    const QByteArray program = m_program.isEmpty() ? findProgram() : m_program;
    if (isRunBySystemd()) {
        auto guard = startGuard(inScopeOfItsOwn(program), candidates, notify);
        if (guard)
            return guard;
        qCInfo(lcFreeze).noquote()
            << "the guardian has no control group of its own:" << guard.error().description;
    }
    auto guard = startGuard({program}, candidates, notify);
    if (!guard) {
        return fail(QStringLiteral("no file system is frozen without its guardian: %1")
                        .arg(guard.error().description));
    }
    return guard;
}

} // namespace ga
