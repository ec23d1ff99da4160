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

constexpr std::chrono::seconds startPatience(30); // A freeze that outlived an agent is thawed first.
constexpr std::chrono::seconds stopPatience(30);  // And what is frozen at the end.

constexpr DWORD acceptedWhileRunning = SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN |
                                       SERVICE_ACCEPT_PRESHUTDOWN | SERVICE_ACCEPT_PARAMCHANGE;

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
        self.m_handle =
            ::RegisterServiceCtrlHandlerExW(wide(serviceName()), handle, &self);
        if (!self.m_handle)
            self.m_error = ::GetLastError();
    }
    self.report(SERVICE_START_PENDING, 0, startPatience, 0);
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
    switch (control) {
    case SERVICE_CONTROL_INTERROGATE:
        return NO_ERROR;
    case SERVICE_CONTROL_STOP:
    case SERVICE_CONTROL_SHUTDOWN:
    case SERVICE_CONTROL_PRESHUTDOWN:
        reportStopping(stopPatience);
        StopRequests::quit();
        return NO_ERROR;
    case SERVICE_CONTROL_PARAMCHANGE:
        StopRequests::reload();
        return NO_ERROR;
    case thawControl:
        StopRequests::thaw();
        return NO_ERROR;
    default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
}

void ServiceConnection::reportRunning()
{
    report(SERVICE_RUNNING, acceptedWhileRunning, {}, 0);
}

void ServiceConnection::reportStopping(std::chrono::milliseconds patience)
{
    report(SERVICE_STOP_PENDING, 0, patience, 0);
}

void ServiceConnection::reportStopped(int exitCode)
{
    report(SERVICE_STOPPED, 0, {}, exitCode);
    m_stopped.release();
}

void ServiceConnection::report(DWORD state, DWORD accepted, std::chrono::milliseconds patience,
                               int exitCode)
{
    const QMutexLocker locker(&m_mutex);
    // A stop may be asked for before the start is complete; what has stopped stays so.
    const bool goesBack = state == SERVICE_RUNNING && m_status.dwCurrentState == SERVICE_STOP_PENDING;
    if (!m_handle || goesBack || m_hasStopped)
        return;
    const bool goesOn = patience.count() > 0 && m_status.dwCurrentState == state;
    m_hasStopped = state == SERVICE_STOPPED;
    m_status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    m_status.dwCurrentState = state;
    m_status.dwControlsAccepted = accepted;
    m_status.dwWin32ExitCode = exitCode ? DWORD(ERROR_SERVICE_SPECIFIC_ERROR) : DWORD(NO_ERROR);
    m_status.dwServiceSpecificExitCode = DWORD(exitCode);
    m_status.dwCheckPoint = goesOn ? m_status.dwCheckPoint + 1 : DWORD(patience.count() > 0);
    m_status.dwWaitHint = DWORD(patience.count());
    ::SetServiceStatus(m_handle, &m_status);
}

} // namespace ga
