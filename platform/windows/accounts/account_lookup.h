// SPDX-License-Identifier: Apache-2.0
// Finds a user of this machine or its domain.
#pragma once

#include "platform/windows/accounts/authorized_keys_file.h"
#include "protocol/result.h"

namespace ga {

// Error: "User U was not found", also for the name of a group or a computer.
Result<WindowsAccount> lookUpAccount(const QString &user);

// Makes the directory of the account's profile, as the first log-on would. Error: "failed to create
// the profile of user U: CAUSE".
Result<QString> createAccountProfile(const WindowsAccount &account);

} // namespace ga
