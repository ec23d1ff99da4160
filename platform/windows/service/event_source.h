// SPDX-License-Identifier: Apache-2.0
// The agent's entry with the Event Log: without it Windows shows events without their texts.
#pragma once

#include "protocol/result.h"

namespace ga {

// Names this program's file, which has the texts. Both may be repeated. Errors: Windows'.
Result<Nothing> installEventSource();
Result<Nothing> uninstallEventSource();

} // namespace ga
