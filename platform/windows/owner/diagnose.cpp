// SPDX-License-Identifier: Apache-2.0
// What qtga doctor looks at on Windows: the device and the service.
#include "platform/api/diagnosis.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/system/handle.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <memory>

namespace ga {

namespace {

struct CloseService
{
    void operator()(SC_HANDLE handle) const { ::CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, CloseService>;

// Opened for nothing: the agent that has it keeps others from reading and writing only.
Finding judgeDevice(const DiagnosisQuestion &question)
{
    const QString step = QStringLiteral("device");
    if (question.method == u"unix-listen")
        return {step, Verdict::Ok, QStringLiteral("a pipe needs no device"), std::nullopt};
    const Handle device(::CreateFileW(wide(question.path), 0, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                      nullptr, OPEN_EXISTING, 0, nullptr));
    const DWORD error = device.isValid() ? DWORD(ERROR_SUCCESS) : ::GetLastError();
    if (error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND) {
        return {step, Verdict::Failure, QStringLiteral("%1 is not there").arg(question.path),
                QStringLiteral("have the host add the guest agent's channel, and install the "
                               "VirtIO serial driver (vioser)")};
    }
    return {step, Verdict::Ok,
            error == ERROR_SUCCESS ? QStringLiteral("%1 is there").arg(question.path)
                                   : QStringLiteral("%1 is there, and in use").arg(question.path),
            std::nullopt};
}

Finding judgeService()
{
    const QString step = QStringLiteral("service");
    const ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    const ServiceHandle service(
        manager ? ::OpenServiceW(manager.get(), wide(serviceName()), SERVICE_QUERY_STATUS)
                : nullptr);
    SERVICE_STATUS status = {};
    if (!service || !::QueryServiceStatus(service.get(), &status)) {
        const DWORD error = ::GetLastError();
        if (error == ERROR_SERVICE_DOES_NOT_EXIST)
            return {step, Verdict::Failure,
                    QStringLiteral("there is no service %1").arg(serviceName()),
                    QStringLiteral("install it: qtga -s install")};
        return {step, Verdict::Unknown, windowsErrorText(error), std::nullopt};
    }
    if (status.dwCurrentState == SERVICE_RUNNING)
        return {step, Verdict::Ok, QStringLiteral("%1 runs").arg(serviceName()), std::nullopt};
    return {step, Verdict::Warning, QStringLiteral("%1 is not running").arg(serviceName()),
            QStringLiteral("start it: sc start %1").arg(serviceName())};
}

} // namespace

QList<Finding> diagnose(const DiagnosisQuestion &question)
{
    return {judgeDevice(question), judgeService()};
}

} // namespace ga
