// SPDX-License-Identifier: Apache-2.0
// ServiceHost for POSIX systems: signals come in, sd_notify(3) messages go out.
#include "platform/api/service_host.h"

#include "platform/linux/service/posix_signals.h"
#include "platform/linux/service/service_manager.h"

#include <unistd.h>

namespace ga {

namespace {

class PosixServiceHost : public ServiceHost
{
    // Adds no signal and no slot, hence needs no Q_OBJECT.
public:
    PosixServiceHost(std::unique_ptr<PosixSignals> posixSignals,
                     std::unique_ptr<StartReport> report)
        : m_signals(std::move(posixSignals))
        , m_report(std::move(report))
        , m_manager(takeNotifyEnvironment(::getpid()))
    {
        connect(m_signals.get(), &PosixSignals::quitRequested, this, &ServiceHost::quitRequested);
        connect(m_signals.get(), &PosixSignals::reloadRequested, this,
                &ServiceHost::reloadRequested);
        connect(m_signals.get(), &PosixSignals::thawRequested, this, &ServiceHost::thawRequested);
    }

    void reportReady() override
    {
        m_report->ready();
        m_manager.reportReady();
    }
    void reportStopping() override { m_manager.reportStopping(); }
    void reportStatus(const QString &sentence) override { m_manager.reportStatus(sentence); }

private:
    std::unique_ptr<PosixSignals> m_signals;
    std::unique_ptr<StartReport> m_report;
    ServiceManager m_manager;
};

} // namespace

Result<std::unique_ptr<ServiceHost>> createServiceHost(std::unique_ptr<StartReport> report)
{
    auto posixSignals = PosixSignals::create();
    if (!posixSignals)
        return fail(std::move(posixSignals).error());
    return std::make_unique<PosixServiceHost>(std::move(*posixSignals), std::move(report));
}

} // namespace ga
