// SPDX-License-Identifier: Apache-2.0
// EventLog: the system's own log (syslog, the Windows Event Log), for what its owner should find
// there.
#pragma once

#include <QString>

#include <memory>

namespace ga {

class EventLog
{
public:
    virtual ~EventLog() = default;

    // One line. Never blocks and never fails: what the system doesn't take is lost, and the loss
    // told with a later line. Called by one thread at a time.
    virtual void write(const QString &line) = 0;
};

// `program` is the name that the lines carry. Defined once, by the platform that this build is for.
std::unique_ptr<EventLog> createEventLog(const QString &program);

} // namespace ga
