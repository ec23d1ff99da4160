// SPDX-License-Identifier: Apache-2.0
// Chooses among the methods to shut down and to suspend.
#include "platform/linux/power/linux_power.h"

#include <optional>

namespace ga {

namespace {

class LinuxHybridSuspend : public HybridSuspend
{
public:
    explicit LinuxHybridSuspend(std::unique_ptr<Power> power)
        : m_power(std::move(power))
    {}
    Result<Nothing> suspend() override { return m_power->suspend(SuspendMode::Hybrid); }

private:
    std::unique_ptr<Power> m_power;
};

} // namespace

LinuxPower::LinuxPower(const PowerPaths &paths)
    : m_shutdownMethods(shutdownMethods(paths))
    , m_suspendMethods(suspendMethods(paths))
{}

std::unique_ptr<Power> LinuxPower::create(const PowerPaths &paths)
{
    return std::unique_ptr<Power>(new LinuxPower(paths));
}

std::unique_ptr<HybridSuspend> LinuxPower::createHybrid(const PowerPaths &paths)
{
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
