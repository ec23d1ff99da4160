// SPDX-License-Identifier: Apache-2.0
// Where the audit goes, as the configuration has it.
#pragma once

#include "app/options.h"
#include "platform/api/audit_log.h"
#include "policy/audit_writer.h"

namespace ga {

// The file that `options` name, or the system's own; empty where there is to be none. It is
// written where its directory is there.
QString auditFilePath(const Options &options);

// Writes to `log`, in words and in fields.
std::unique_ptr<AuditSink> logSink(std::unique_ptr<AuditLog> log);

// That file, and the system's log.
std::vector<std::unique_ptr<AuditSink>> auditSinks(const Options &options);

} // namespace ga
