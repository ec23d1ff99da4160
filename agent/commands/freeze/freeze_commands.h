// SPDX-License-Identifier: Apache-2.0
// The handlers of the freeze family.
#pragma once

#include "commands/freeze/freeze_types.h"
#include "commands/services.h"

namespace ga {

Result<FreezeStatus> freezeStatus(Services &services);
Result<qint64> freeze(Services &services);
Result<qint64> freezeList(Services &services, const FreezeListArguments &arguments);
Result<qint64> thaw(Services &services);
// Thaws what was frozen for a client that went on without waiting for it.
void undoFreeze(Services &services, const QByteArray &reply);

Result<TrimReply> trim(Services &services, const TrimArguments &arguments);

} // namespace ga
