// SPDX-License-Identifier: Apache-2.0
// A folder of the system's and the administrators', whoever made it before.
#pragma once

#include "protocol/result.h"

#include <windows.h>

#include <functional>

namespace ga {

// The system, the administrators, and the account that this process runs as.
bool isTrustedOwner(PSID owner);

using OwnerTrust = std::function<bool(PSID)>;

// Makes `folder` where it is missing. Where it is there it becomes what it would have been made as:
// the administrators' own, with access for them and the system and nobody else, and so are the
// files in it; a link among them is removed. What belongs to anybody else is renamed (".untrusted-..." is
// added), and a new folder made. `folder` has back slashes. Error: "can't make FOLDER: CAUSE", also
// where a link or a file of a trusted owner is in its place.
Result<Nothing> makePrivateFolder(const QString &folder, const OwnerTrust &trusts = isTrustedOwner);

} // namespace ga
