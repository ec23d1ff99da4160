// SPDX-License-Identifier: Apache-2.0
// Chooses among the methods to shut down and to suspend.
#include "platform/linux/power/linux_power.h"

#include <algorithm>
#include <optional>

namespace ga {

namespace {

class LinuxHybridSuspend : public HybridSuspend
{
public:
    explicit LinuxHybridSuspend(std::unique_ptr<Suspension> suspension)
        : m_suspension(std::move(suspension))
    {}
    Result<Nothing> suspend() override { return m_suspension->suspend(SuspendMode::Hybrid); }

private:
    std::unique_ptr<Suspension> m_suspension;
};

QString lackingMethods(const PowerPaths &paths)
{
    return QStringLiteral("neither systemd nor pm-utils is here, and %1 has no state to suspend to")
        .arg(QString::fromUtf8(paths.powerState));
}

bool hasMethod(const PowerPaths &paths)
{
    const auto methods = suspendMethods(paths);
    return std::any_of(methods.begin(), methods.end(),
                       [](const auto &method) { return method->isThere(); });
}

} // namespace

LinuxPower::LinuxPower(const PowerPaths &paths)
    : m_shutdownMethods(shutdownMethods(paths))
    , m_suspendMethods(suspendMethods(paths))
{}

std::unique_ptr<LinuxPower> LinuxPower::create(const PowerPaths &paths)
{
    return std::unique_ptr<LinuxPower>(new LinuxPower(paths));
}

Provided<Suspension> LinuxPower::createSuspension(const PowerPaths &paths)
{
    if (!hasMethod(paths))
        return Provided<Suspension>::lacking(lackingMethods(paths));
    return create(paths);
}

Provided<HybridSuspend> LinuxPower::createHybrid(const PowerPaths &paths)
{
    if (!hasMethod(paths))
        return Provided<HybridSuspend>::lacking(lackingMethods(paths));
    return std::make_unique<LinuxHybridSuspend>(create(paths));
}

Result<Nothing> LinuxPower::shutdown(ShutdownMode mode)
{
    std::optional<Error> firstError;
    for (const auto &method : m_shutdownMethods) {
        if (!method->isSupported())
            continue;
        const auto result = method->shutdown(mode);
        if (result)
            return result;
        if (!firstError)
            firstError = result.error();
    }
    return fail(*firstError); // There is one: shutdown(8) is always tried.
}

Result<Nothing> LinuxPower::suspend(SuspendMode mode)
{
    Result<Nothing> result =
        fail(QStringLiteral("the requested suspend mode is not supported by the guest"));
    for (const auto &method : m_suspendMethods) {
        if (!method->isSupported(mode))
            continue;
        result = method->suspend(mode);
        if (result)
            break;
    }
    return result;
}

} // namespace ga
