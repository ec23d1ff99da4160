// SPDX-License-Identifier: Apache-2.0
// ServiceHost for Windows: the manager's controls and the console's come in, states go out.
#include "platform/api/service_host.h"

#include "platform/windows/service/service_connection.h"
#include "platform/windows/service/stop_requests.h"

namespace ga {

namespace {

constexpr std::chrono::seconds endPatience(30);

class WindowsServiceHost : public ServiceHost
{
    // Adds no signal and no slot, hence needs no Q_OBJECT.
public:
    explicit WindowsServiceHost(std::unique_ptr<StartReport> report)
        : m_report(std::move(report))
    {
        connect(&m_requests, &StopRequests::quitRequested, this, &ServiceHost::quitRequested);
        connect(&m_requests, &StopRequests::reloadRequested, this, &ServiceHost::reloadRequested);
        connect(&m_requests, &StopRequests::thawRequested, this, &ServiceHost::thawRequested);
    }

    void reportReady() override { m_report->ready(); }
    void reportStopping() override { ServiceConnection::instance().reportStopping(endPatience); }
    void reportStopped(int exitCode) override
    {
        ServiceConnection::instance().reportStopped(exitCode);
    }
    void reportStatus(const QString &) override {} // The manager has no place for it.

private:
    StopRequests m_requests;
    std::unique_ptr<StartReport> m_report;
};

} // namespace

Result<std::unique_ptr<ServiceHost>> createServiceHost(std::unique_ptr<StartReport> report)
{
    return std::make_unique<WindowsServiceHost>(std::move(report));
}

} // namespace ga
