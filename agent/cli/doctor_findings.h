// SPDX-License-Identifier: Apache-2.0
// The steps of qtga doctor that are the same on every system.
#pragma once

#include "app/options.h"
#include "platform/api/diagnosis.h"
#include "platform/api/platform.h"
#include "status/status_protocol.h"

#include <QFileDevice>

namespace ga {

// `doubts` as configurationDoubts() has them.
Finding configurationFinding(const Result<Options> &options, const QList<Sentence> &doubts);

// Whether a host was there lately, by what the agent tells, as AgentsWord has it; `now` in
// milliseconds since 1970.
Finding hostFinding(const tl::expected<StatusSnapshot, Sentence> &status, qint64 now);

// `plan` is as this process sees it; what the agent can do it says itself, where it answers.
Finding freezeFinding(const Result<FreezePlan> &plan, const std::optional<Permissions> &agents);

// A program that is run as root when the host freezes, or the directory of such.
struct HookFile
{
    QString path;
    bool exists = true;
    bool rootOwned = true;
    QFileDevice::Permissions permissions;
};
Finding hooksFinding(const Result<QList<HookFile>> &hooks);
QList<HookFile> readHooks(const QList<QString> &programs);

// Whether the owner gets to see what the host does: the directories of status and audit that are
// `missing`.
Finding recordFinding(const QStringList &missing);

// `byAgent`: what the system lacks is the agent's word.
Finding commandsFinding(const Permissions &permissions, bool byAgent);

// 0: all is well; 1: a failure; 3: warnings only.
int exitCodeOf(const QList<Finding> &findings);

} // namespace ga
