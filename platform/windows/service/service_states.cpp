// SPDX-License-Identifier: Apache-2.0
// By "SERVICE_STATUS" and "Service State Transitions" of Microsoft's documentation.
#include "platform/windows/service/service_states.h"

namespace ga {

namespace {

// Of winsvc.h and winerror.h, which aren't there on other systems.
constexpr quint32 acceptStop = 0x1;
constexpr quint32 acceptShutdown = 0x4;
constexpr quint32 acceptParameterChange = 0x8;
constexpr quint32 acceptPreshutdown = 0x100;
constexpr quint32 specificError = 1066; // ERROR_SERVICE_SPECIFIC_ERROR

bool isPending(ServiceState state)
{
    return state == ServiceState::StartPending || state == ServiceState::StopPending;
}

} // namespace

std::optional<ServiceStatus> statusAfter(const ServiceStatus &now, const StateReport &report)
{
    const bool goesBack =
        report.state == ServiceState::Running && now.state == quint32(ServiceState::StopPending);
    if (goesBack || now.state == quint32(ServiceState::Stopped))
        return std::nullopt;
    ServiceStatus next;
    next.state = quint32(report.state);
    if (report.state == ServiceState::Running)
        next.accepted = acceptStop | acceptShutdown | acceptPreshutdown | acceptParameterChange;
    next.exitError = report.exitCode ? specificError : 0;
    next.exitCode = quint32(report.exitCode);
    // Grows from report to report, or the manager takes the service for hung.
    if (isPending(report.state)) {
        next.checkPoint = now.state == next.state ? now.checkPoint + 1 : 1;
        next.waitHint = quint32(report.patience.count());
    }
    return next;
}

ServiceOrder serviceOrder(quint32 control)
{
    switch (control) {
    case 1:  // SERVICE_CONTROL_STOP
    case 5:  // SERVICE_CONTROL_SHUTDOWN
    case 15: // SERVICE_CONTROL_PRESHUTDOWN
        return ServiceOrder::Quit;
    case 4: // SERVICE_CONTROL_INTERROGATE
        return ServiceOrder::None;
    case 6: // SERVICE_CONTROL_PARAMCHANGE
        return ServiceOrder::Reload;
    case thawControl:
        return ServiceOrder::Thaw;
    default:
        return ServiceOrder::Unknown;
    }
}

} // namespace ga
