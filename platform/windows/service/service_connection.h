// SPDX-License-Identifier: Apache-2.0
// ServiceConnection: this process as a service of Windows' service control manager.
#pragma once

#include "platform/windows/service/service_states.h"
#include "protocol/result.h"

#include <QMutex>
#include <QSemaphore>

#include <windows.h>

#include <chrono>

namespace ga {

class ServiceConnection
{
public:
    // The one of this process, which is never destroyed: the manager's threads may use it to the
    // end.
    static ServiceConnection &instance();

    // Returns when the manager has taken this process for the service that it is starting. What it
    // asks of the service goes to StopRequests. Error: this process was not started by the manager.
    Result<Nothing> connect();

    // All of these have no effect before connect().
    void reportRunning();
    void reportStopping(std::chrono::milliseconds patience); // How long the end may take.
    // `exitCode`: 0, or what the manager logs and acts on by the service's recovery actions.
    void reportStopped(int exitCode);

private:
    ServiceConnection() = default;

    static void WINAPI serve(DWORD argumentCount, wchar_t **arguments);
    static DWORD WINAPI handle(DWORD control, DWORD eventType, void *eventData, void *context);
    void run();
    DWORD accept(DWORD control);
    void report(const StateReport &report);

    QMutex m_mutex; // Guards the next two.
    SERVICE_STATUS_HANDLE m_handle = nullptr;
    ServiceStatus m_status;
    DWORD m_error = 0;
    QSemaphore m_connected; // One when connect() may return.
    QSemaphore m_stopped;   // One when the service's own thread may end.
};

} // namespace ga
