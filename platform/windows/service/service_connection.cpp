// SPDX-License-Identifier: Apache-2.0
// The manager calls back in threads of its own; the agent's event loop keeps the main thread.
#include "platform/windows/service/service_connection.h"

#include "platform/windows/service/service_names.h"
#include "platform/windows/service/stop_requests.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QMutexLocker>

#include <thread>

namespace ga {

namespace {

constexpr std::chrono::seconds
    startPatience(30);                           // A freeze that outlived an agent is thawed first.
constexpr std::chrono::seconds stopPatience(30); // And what is frozen at the end.

} // namespace

ServiceConnection &ServiceConnection::instance()
{
    static auto *const connection = new ServiceConnection;
    return *connection;
}

Result<Nothing> ServiceConnection::connect()
{
    std::thread([this] { run(); }).detach();
    m_connected.acquire();
    if (m_error == ERROR_FAILED_SERVICE_CONTROLLER_CONNECT) {
        return fail(QStringLiteral("-d is for the service manager, which did not start this "
                                   "program; install the service with -s install"));
    }
    if (m_error)
        return failWindows(QStringLiteral("can't become a service"), m_error);
    return Nothing{};
}

// The dispatcher's thread: it returns when the service has stopped.
void ServiceConnection::run()
{
    QString name = serviceName();
    SERVICE_TABLE_ENTRYW table[] = {{const_cast<wchar_t *>(wide(name)), serve}, {nullptr, nullptr}};
    if (::StartServiceCtrlDispatcherW(table))
        return;
    m_error = ::GetLastError();
    m_connected.release();
}

void WINAPI ServiceConnection::serve(DWORD, wchar_t **)
{
    ServiceConnection &self = instance();
    {
        const QMutexLocker locker(&self.m_mutex);
        self.m_handle = ::RegisterServiceCtrlHandlerExW(wide(serviceName()), handle, &self);
        if (!self.m_handle)
            self.m_error = ::GetLastError();
    }
    self.report({.state = ServiceState::StartPending, .patience = startPatience});
    self.m_connected.release();
    if (!self.m_error)
        self.m_stopped.acquire();
}

DWORD WINAPI ServiceConnection::handle(DWORD control, DWORD, void *, void *context)
{
    return static_cast<ServiceConnection *>(context)->accept(control);
}

DWORD ServiceConnection::accept(DWORD control)
{
    switch (serviceOrder(control)) {
    case ServiceOrder::None:
        return NO_ERROR;
    case ServiceOrder::Quit:
        reportStopping(stopPatience);
        StopRequests::quit();
        return NO_ERROR;
    case ServiceOrder::Reload:
        StopRequests::reload();
        return NO_ERROR;
    case ServiceOrder::Thaw:
        StopRequests::thaw();
        return NO_ERROR;
    case ServiceOrder::Unknown:
        break;
    }
    return ERROR_CALL_NOT_IMPLEMENTED;
}

void ServiceConnection::reportRunning()
{
    report({.state = ServiceState::Running});
}

void ServiceConnection::reportStopping(std::chrono::milliseconds patience)
{
    report({.state = ServiceState::StopPending, .patience = patience});
}

void ServiceConnection::reportStopped(int exitCode)
{
    report({.state = ServiceState::Stopped, .exitCode = exitCode});
    m_stopped.release();
}

void ServiceConnection::report(const StateReport &report)
{
    const QMutexLocker locker(&m_mutex);
    const auto next = statusAfter(m_status, report);
    if (!m_handle || !next)
        return;
    m_status = *next;
    SERVICE_STATUS status{};
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = next->state;
    status.dwControlsAccepted = next->accepted;
    status.dwWin32ExitCode = next->exitError;
    status.dwServiceSpecificExitCode = next->exitCode;
    status.dwCheckPoint = next->checkPoint;
    status.dwWaitHint = next->waitHint;
    ::SetServiceStatus(m_handle, &status);
}

} // namespace ga
