// SPDX-License-Identifier: Apache-2.0
// Services: what a command's handler works with.
#pragma once

#include "commands/argument_rules.h"
#include "platform/api/platform.h"

#include <QString>

#include <functional>
#include <memory>

namespace ga {

class FileTable;
class FreezeSession;
class ProcessTable;
struct Command;

struct Services
{
    Platform &platform;
    FileTable &files;
    ProcessTable &processes;
    FreezeSession &freeze;
    QString reportedVersion;                              // What guest-info says.
    std::function<bool(const Command &)> isEnabled;       // By policy, platform and freeze, at this moment.
    // What the owner allows of arguments; nothing is limited where absent. Called in any thread.
    std::function<std::shared_ptr<const ArgumentRules>()> argumentRules = nullptr;
};

} // namespace ga
