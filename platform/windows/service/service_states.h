// SPDX-License-Identifier: Apache-2.0
// What a service tells the service control manager, and what that asks of it.
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <optional>

namespace ga {

// As winsvc.h numbers them.
enum class ServiceState : quint32 { Stopped = 1, StartPending = 2, StopPending = 3, Running = 4 };

// What is to be told. `patience` is how long the state may last, of those that are on their way.
struct StateReport
{
    ServiceState state = ServiceState::Stopped;
    std::chrono::milliseconds patience{0};
    int exitCode = 0; // 0, or what the manager logs and acts on by the service's recovery actions.
};

// SERVICE_STATUS, less the type.
struct ServiceStatus
{
    quint32 state = 0; // Before the first report.
    quint32 accepted = 0;
    quint32 exitError = 0; // ERROR_SERVICE_SPECIFIC_ERROR where the next one is meant.
    quint32 exitCode = 0;
    quint32 checkPoint = 0;
    quint32 waitHint = 0; // Milliseconds.
};

// What the manager is told after `now`. Nothing where it is not to be told: what was asked to stop
// doesn't run again, and what has stopped stays so.
std::optional<ServiceStatus> statusAfter(const ServiceStatus &now, const StateReport &report);

enum class ServiceOrder { None, Quit, Reload, Thaw, Unknown };

// The owner's word to thaw; Windows leaves 128 to 255 to the service.
constexpr quint32 thawControl = 128;

// `control` is SERVICE_CONTROL_...; a reload is SERVICE_CONTROL_PARAMCHANGE.
ServiceOrder serviceOrder(quint32 control);

// How long after each failure the service is started again; after the last for every further one.
constexpr std::array<std::chrono::milliseconds, 3> recoveryDelays{
    std::chrono::seconds(5), std::chrono::seconds(15), std::chrono::seconds(60)};

// After this long without a failure they begin anew.
constexpr std::chrono::seconds failureMemory = std::chrono::hours(24);

} // namespace ga
