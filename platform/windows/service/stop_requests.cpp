// SPDX-License-Identifier: Apache-2.0
// Carries requests from threads of the system's into the event loop.
#include "platform/windows/service/stop_requests.h"

#include <QMutex>
#include <QMutexLocker>

#include <windows.h>

namespace ga {

namespace {

QMutex mutex;
StopRequests *current = nullptr; // These four are guarded.
bool quits = false;
bool reloads = false;
bool thaws = false;

void deliver()
{
    if (!current)
        return;
    if (quits)
        QMetaObject::invokeMethod(current, &StopRequests::quitRequested, Qt::QueuedConnection);
    if (reloads)
        QMetaObject::invokeMethod(current, &StopRequests::reloadRequested, Qt::QueuedConnection);
    if (thaws)
        QMetaObject::invokeMethod(current, &StopRequests::thawRequested, Qt::QueuedConnection);
    quits = reloads = thaws = false;
}

BOOL WINAPI handleConsole(DWORD event)
{
    StopRequests::quit();
    // After the return from these the process is ended; the agent ends by itself before that, or
    // Windows loses its patience (SetConsoleCtrlHandler: 5 seconds).
    if (event == CTRL_CLOSE_EVENT || event == CTRL_LOGOFF_EVENT || event == CTRL_SHUTDOWN_EVENT)
        ::Sleep(INFINITE);
    return TRUE;
}

} // namespace

StopRequests::StopRequests()
{
    const QMutexLocker locker(&mutex);
    current = this;
    deliver();
}

StopRequests::~StopRequests()
{
    const QMutexLocker locker(&mutex);
    current = nullptr;
}

void StopRequests::quit()
{
    const QMutexLocker locker(&mutex);
    quits = true;
    deliver();
}

void StopRequests::reload()
{
    const QMutexLocker locker(&mutex);
    reloads = true;
    deliver();
}

void StopRequests::thaw()
{
    const QMutexLocker locker(&mutex);
    thaws = true;
    deliver();
}

void StopRequests::watchConsole()
{
    ::SetConsoleCtrlHandler(handleConsole, TRUE);
}

} // namespace ga
