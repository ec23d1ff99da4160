// SPDX-License-Identifier: Apache-2.0
// Runs the agent at the console, or as the service that the manager is starting.
#include "platform/api/event_log.h"
#include "platform/api/service_host.h"
#include "platform/windows/service/service_connection.h"
#include "platform/windows/service/service_registration.h"
#include "platform/windows/service/stop_requests.h"
#include "platform/windows/system/state_folder.h"
#include "platform/windows/system/wide_string.h"

#include <windows.h>

#include <shellapi.h>

#include <cstdio>

namespace ga {

namespace {

class ForegroundReport : public StartReport
{
public:
    void ready() override {}
};

class ServiceReport : public StartReport
{
public:
    void ready() override { ServiceConnection::instance().reportRunning(); }
};

// What others may have put in the folder's place must not be followed by who may do everything.
bool isUnsafe(const Result<Nothing> &folder)
{
    return !folder && ::GetFileAttributesW(wide(stateFolder())) != INVALID_FILE_ATTRIBUTES;
}

int runAsService(const std::function<int(std::unique_ptr<StartReport>)> &body)
{
    ServiceConnection &connection = ServiceConnection::instance();
    if (const auto connected = connection.connect(); !connected) {
        std::fputs(qUtf8Printable(connected.error().description + u'\n'), stderr);
        return 1;
    }
    completeService();
    const auto folder = makeStateFolder();
    if (isUnsafe(folder)) {
        createEventLog(QString())->write(folder.error().description);
        connection.reportStopped(1);
        return 1;
    }
    const int exitCode = body(std::make_unique<ServiceReport>());
    connection.reportStopped(exitCode);
    return exitCode;
}

} // namespace

int runService(ServiceMode mode, const std::function<int(std::unique_ptr<StartReport>)> &body)
{
    if (mode == ServiceMode::Background)
        return runAsService(body);
    // Where it can't be made, the agent says so when it wants to write there.
    static_cast<void>(makeStateFolder());
    StopRequests::watchConsole();
    return body(std::make_unique<ForegroundReport>());
}

void reportEarlyFailure(const QString &sentence, int exitCode)
{
    ServiceConnection &connection = ServiceConnection::instance();
    if (!connection.connect()) // Somebody else has started it, who sees what it prints.
        return;
    createEventLog(QString())->write(sentence);
    connection.reportStopped(exitCode);
}

QStringList programArguments(int, char **)
{
    int count = 0;
    wchar_t **words = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    QStringList arguments;
    for (int i = 0; i < count; ++i)
        arguments += QString::fromWCharArray(words[i]);
    ::LocalFree(words);
    return arguments;
}

void settleLocale()
{
    // Windows' texts come in the language that is asked for; only a console has to be told that
    // what it is given is UTF-8.
    DWORD mode = 0;
    if (::GetConsoleMode(::GetStdHandle(STD_OUTPUT_HANDLE), &mode))
        ::SetConsoleOutputCP(CP_UTF8);
}

} // namespace ga
