// SPDX-License-Identifier: Apache-2.0
// Reads one frame of QEMU's JSON dialect into a tree.
#pragma once

#include "protocol/framer.h"
#include "protocol/result.h"
#include "protocol/value.h"

namespace ga {

// Checks the frame's grammar and text, with the protocol's own errors ("JSON parse error, ..."),
// and writes it again as the strict JSON that QJsonDocument parses; what a QJsonValue can't hold
// exactly is lifted out on the way (value.h). A top-level value that is no object comes back as
// Null: no request, whatever it is. Linear in the frame's size.
Result<Message> readJson(Frame frame);

} // namespace ga
