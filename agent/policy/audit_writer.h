// SPDX-License-Identifier: Apache-2.0
// AuditWriter: writes records where they are kept, away from whoever serves the host.
#pragma once

#include "policy/audit_record.h"

#include <memory>
#include <vector>

namespace ga {

// Where records are kept. Called in the writer's thread.
class AuditSink
{
public:
    virtual ~AuditSink() = default;

    // Whether it was written; what was not is counted, and told there when something is again.
    virtual bool write(const AuditRecord &record) = 0;
};

// Has a thread of its own. All functions may be called in any thread, and none waits for a disk,
// save as it says.
class AuditWriter
{
public:
    static constexpr size_t queueLimit = 1000; // Records; what comes more is counted, and told.

    explicit AuditWriter(std::vector<std::unique_ptr<AuditSink>> sinks);

    // Settles; then the thread is left to itself.
    ~AuditWriter();
    AuditWriter(const AuditWriter &) = delete;
    AuditWriter &operator=(const AuditWriter &) = delete;

    void add(const AuditRecord &record);

    // Waits until what is queued was written, for two seconds at most: a disk may hang.
    void settle();

    // Between the two nothing is written: file systems are frozen. hold() waits for a write that is
    // under way, for two seconds at most.
    void hold();
    void release();

private:
    struct State;
    static void start(const std::shared_ptr<State> &state); // Under its mutex.
    static void run(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
};

} // namespace ga
