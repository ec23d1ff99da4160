// SPDX-License-Identifier: Apache-2.0
// FreezeNews: where a freeze stands, for whoever shows it.
#pragma once

#include "platform/api/file_systems.h"
#include "protocol/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace ga {

enum class FreezeStage { Thawed, Freezing, Frozen, Thawing };

// The agent does it at its end, and where the host no longer waits for the freeze.
enum class ThawAsker { Host, Owner, EndingAgent, TakenBack };

struct FreezeNews
{
    FreezeStage stage = FreezeStage::Thawed;
    qint64 fileSystems = 0;            // How many are, or were, frozen; 0 where not known.
    std::optional<FreezeEnd> end;      // What ended it early.
    ThawAsker asker = ThawAsker::Host; // Who had it thawed, where nothing ended it early.
    bool isRecovery = false;           // Of what an earlier agent left.
    std::optional<Error> error;        // Of the thaw.
};

// In words, for event log, log and audit.
QString causeText(FreezeEnd end);

// Called in the thread that freezes or thaws, with the session locked.
using FreezeListener = std::function<void(const FreezeNews &)>;

} // namespace ga
