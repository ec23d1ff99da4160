// SPDX-License-Identifier: Apache-2.0
// The handlers of the accounts family.
#pragma once

#include "commands/accounts/accounts_types.h"
#include "commands/services.h"

namespace ga {

Result<Nothing> setUserPassword(Services &services, const SetPasswordArguments &arguments);
Result<SshKeys> authorizedKeys(Services &services, const SshUserArguments &arguments);
Result<Nothing> addAuthorizedKeys(Services &services, const SshAddArguments &arguments);
Result<Nothing> removeAuthorizedKeys(Services &services, const SshRemoveArguments &arguments);

// Of the owner's rules: password-users and key-users.
Result<Nothing> checkRules(const ArgumentRules &rules, const SetPasswordArguments &arguments);
Result<Nothing> checkRules(const ArgumentRules &rules, const SshAddArguments &arguments);
Result<Nothing> checkRules(const ArgumentRules &rules, const SshRemoveArguments &arguments);

} // namespace ga
