// SPDX-License-Identifier: Apache-2.0
// systemctl, pm-utils and /sys/power/state.
#include "platform/linux/power/suspend_methods.h"

#include "platform/linux/descriptor.h"
#include "platform/linux/helper/helper.h"
#include "platform/linux/system/regular_file.h"

#include <QStandardPaths>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

namespace ga {

namespace {

// The words of one method for SuspendMode's Disk, Ram and Hybrid.
using Words = std::array<const char *, 3>;

QByteArray wordFor(const Words &words, SuspendMode mode)
{
    return words[size_t(mode)];
}

// What only asks the system answers at once; writing the memory to a disk takes its time.
constexpr std::chrono::milliseconds toAnswer = std::chrono::seconds(30);
constexpr std::chrono::milliseconds toSuspend = std::chrono::minutes(10);

Result<HelperOutcome> run(const QList<QByteArray> &argv, std::chrono::milliseconds deadline)
{
    return observeHelper({.argv = argv, .action = QStringLiteral("suspend"), .deadline = deadline});
}

// The exit status; nothing where the program didn't get as far.
std::optional<int> answerOf(const QList<QByteArray> &argv)
{
    const auto outcome = run(argv, toAnswer);
    return outcome && outcome->end == HelperEnd::Exited ? std::optional(outcome->code)
                                                        : std::nullopt;
}

QString failureText(const QByteArray &program, const HelperOutcome &outcome)
{
    const QString helper =
        QStringLiteral("the helper program '%1' ").arg(QString::fromUtf8(program));
    switch (outcome.end) {
    case HelperEnd::Signalled:
        return helper + QStringLiteral("has terminated abnormally");
    case HelperEnd::Overdue:
        return helper + QStringLiteral("did not end in time");
    case HelperEnd::NotStarted:
        if (outcome.code == ENOENT)
            return helper + QStringLiteral("was not found");
        return QStringLiteral("failed to create child process, error '%1'")
            .arg(qt_error_string(outcome.code));
    case HelperEnd::Exited:
        break;
    }
    return helper +
           QStringLiteral("returned an unexpected exit status code (%1)").arg(outcome.code);
}

Result<Nothing> suspendBy(const QList<QByteArray> &argv)
{
    return run(argv, toSuspend).and_then([&](const HelperOutcome &outcome) -> Result<Nothing> {
        if (outcome.end == HelperEnd::Exited && outcome.code == 0)
            return Nothing{};
        return fail(failureText(argv.first(), outcome));
    });
}

class SystemdSuspend : public SuspendMethod
{
public:
    explicit SystemdSuspend(QByteArray systemd)
        : m_systemd(std::move(systemd))
    {}
    bool isThere() const override { return ::access(m_systemd.constData(), F_OK) == 0; }
    // systemctl(1): 3 says that the unit is there and not active, 4 that there is no such unit. It
    // says 1 where systemd does not run at all.
    bool isSupported(SuspendMode mode) const override
    {
        if (!isThere())
            return false;
        const auto status = answerOf({"systemctl", "status", wordFor(m_units, mode)});
        return status && *status >= 1 && *status <= 3;
    }
    Result<Nothing> suspend(SuspendMode mode) const override
    {
        return suspendBy({"systemctl", wordFor(m_verbs, mode)});
    }

private:
    static constexpr Words m_units{"systemd-hibernate", "systemd-suspend", "systemd-hybrid-sleep"};
    static constexpr Words m_verbs{"hibernate", "suspend", "hybrid-sleep"};

    QByteArray m_systemd;
};

class PmUtilsSuspend : public SuspendMethod
{
public:
    bool isThere() const override
    {
        return !QStandardPaths::findExecutable(QStringLiteral("pm-is-supported")).isEmpty();
    }
    bool isSupported(SuspendMode mode) const override
    {
        return answerOf({"pm-is-supported", wordFor(m_flags, mode)}) == 0;
    }
    Result<Nothing> suspend(SuspendMode mode) const override
    {
        return suspendBy({wordFor(m_programs, mode)});
    }

private:
    static constexpr Words m_flags{"--hibernate", "--suspend", "--suspend-hybrid"};
    static constexpr Words m_programs{"pm-hibernate", "pm-suspend", "pm-suspend-hybrid"};
};

class KernelSuspend : public SuspendMethod
{
public:
    explicit KernelSuspend(QByteArray file)
        : m_file(std::move(file))
    {}
    bool isThere() const override
    {
        return isSupported(SuspendMode::Disk) || isSupported(SuspendMode::Ram);
    }
    bool isSupported(SuspendMode mode) const override
    {
        const auto states = readRegularFile(m_file, 4096);
        return mode != SuspendMode::Hybrid && states &&
               states->simplified().split(' ').contains(wordFor(m_states, mode));
    }
    Result<Nothing> suspend(SuspendMode mode) const override
    {
        const QByteArray state = wordFor(m_states, mode);
        const Descriptor file(::open(m_file.constData(), O_WRONLY | O_CLOEXEC));
        if (!file.isValid() ||
            ::write(file.number(), state.constData(), size_t(state.size())) != state.size())
            return failSystem(
                QStringLiteral("suspend: cannot write to '%1'").arg(QString::fromUtf8(m_file)),
                errno);
        return Nothing{};
    }

private:
    static constexpr Words m_states{"disk", "mem", ""};

    QByteArray m_file;
};

} // namespace

std::vector<std::unique_ptr<SuspendMethod>> suspendMethods(const PowerPaths &paths)
{
    std::vector<std::unique_ptr<SuspendMethod>> methods;
    methods.push_back(std::make_unique<SystemdSuspend>(paths.systemd));
    methods.push_back(std::make_unique<PmUtilsSuspend>());
    methods.push_back(std::make_unique<KernelSuspend>(paths.powerState));
    return methods;
}

} // namespace ga
