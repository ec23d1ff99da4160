// SPDX-License-Identifier: Apache-2.0
// systemctl, shutdown(8), and BusyBox's poweroff, halt and reboot.
#include "platform/linux/power/shutdown_methods.h"

#include "platform/linux/helper/helper.h"

#include <signal.h>
#include <unistd.h>

namespace ga {

namespace {

QByteArray verb(ShutdownMode mode)
{
    switch (mode) {
    case ShutdownMode::Halt:
        return "halt";
    case ShutdownMode::Reboot:
        return "reboot";
    case ShutdownMode::PowerDown:
        break;
    }
    return "poweroff";
}

// The shutdown that the helper has just started may end the helper itself: systemd sends SIGTERM to
// all of the agent's control group. That is success, where qemu-ga says "child process has
// terminated abnormally".
Result<Nothing> ask(const QList<QByteArray> &argv)
{
    const HelperRequest request{.argv = argv, .action = QStringLiteral("shutdown")};
    return observeHelper(request).and_then([&](const HelperOutcome &outcome) -> Result<Nothing> {
        if (outcome.end == HelperEnd::Signalled && outcome.code == SIGTERM)
            return Nothing{};
        return helperSuccess(request, outcome);
    });
}

class Systemctl : public ShutdownMethod
{
public:
    explicit Systemctl(QByteArray systemd)
        : m_systemd(std::move(systemd))
    {}
    bool isSupported() const override { return ::access(m_systemd.constData(), F_OK) == 0; }
    Result<Nothing> shutdown(ShutdownMode mode) const override
    {
        return ask({"systemctl", "--no-block", verb(mode)});
    }

private:
    QByteArray m_systemd;
};

class ShutdownProgram : public ShutdownMethod
{
public:
    explicit ShutdownProgram(const QByteArray &programs)
        : m_program(programs + "/shutdown")
    {}
    // Always: that it is missing is what the host is told where nothing else works either.
    bool isSupported() const override { return true; }
    Result<Nothing> shutdown(ShutdownMode mode) const override
    {
        return ask({m_program, "-h", flag(mode), "+0", "hypervisor initiated shutdown"});
    }

private:
    static QByteArray flag(ShutdownMode mode)
    {
        switch (mode) {
        case ShutdownMode::Halt:
            return "-H";
        case ShutdownMode::Reboot:
            return "-r";
        case ShutdownMode::PowerDown:
            break;
        }
        return "-P";
    }

    QByteArray m_program;
};

class PlainProgram : public ShutdownMethod
{
public:
    explicit PlainProgram(QByteArray programs)
        : m_programs(std::move(programs))
    {}
    bool isSupported() const override
    {
        return ::access(program(ShutdownMode::PowerDown).constData(), X_OK) == 0;
    }
    Result<Nothing> shutdown(ShutdownMode mode) const override { return ask({program(mode)}); }

private:
    QByteArray program(ShutdownMode mode) const { return m_programs + '/' + verb(mode); }

    QByteArray m_programs;
};

} // namespace

std::vector<std::unique_ptr<ShutdownMethod>> shutdownMethods(const PowerPaths &paths)
{
    std::vector<std::unique_ptr<ShutdownMethod>> methods;
    methods.push_back(std::make_unique<Systemctl>(paths.systemd));
    methods.push_back(std::make_unique<ShutdownProgram>(paths.programs));
    methods.push_back(std::make_unique<PlainProgram>(paths.programs));
    return methods;
}

} // namespace ga
