// SPDX-License-Identifier: Apache-2.0
// The accounts family: what its commands ask of the platform.
#include "commands/accounts/accounts_commands.h"

#include "commands/event_log.h"
#include "protocol/base64.h"

namespace ga {

namespace {

Result<Nothing> checkUser(const char *command, const ListRule &rule, const QString &user)
{
    if (!rule.allows(user))
        return fail(refusedByRule(command, QStringLiteral("the user"), rule));
    return Nothing{};
}

} // namespace

Result<Nothing> setUserPassword(Services &services, const SetPasswordArguments &arguments)
{
    auto password = decodeBase64(arguments.password);
    if (!password)
        return fail(std::move(password).error());
    qCInfo(lcEvent).noquote() << "sets the password of user" << arguments.username;
    auto result =
        services.platform.passwords->set(arguments.username, *password, arguments.crypted);
    password->fill('\0'); // It needn't lie about in freed memory.
    return result;
}

Result<SshKeys> authorizedKeys(Services &services, const SshUserArguments &arguments)
{
    return services.platform.authorizedKeys->list(arguments.username);
}

Result<Nothing> addAuthorizedKeys(Services &services, const SshAddArguments &arguments)
{
    qCInfo(lcEvent).noquote() << "adds SSH keys for user" << arguments.username;
    return services.platform.authorizedKeys->add(arguments.username, arguments.keys,
                                                 arguments.reset.value_or(false));
}

Result<Nothing> removeAuthorizedKeys(Services &services, const SshRemoveArguments &arguments)
{
    qCInfo(lcEvent).noquote() << "removes SSH keys of user" << arguments.username;
    return services.platform.authorizedKeys->remove(arguments.username, arguments.keys);
}

Result<Nothing> checkRules(const ArgumentRules &rules, const SetPasswordArguments &arguments)
{
    return checkUser("guest-set-user-password", rules.passwordUsers, arguments.username);
}

Result<Nothing> checkRules(const ArgumentRules &rules, const SshAddArguments &arguments)
{
    return checkUser("guest-ssh-add-authorized-keys", rules.keyUsers, arguments.username);
}

Result<Nothing> checkRules(const ArgumentRules &rules, const SshRemoveArguments &arguments)
{
    return checkUser("guest-ssh-remove-authorized-keys", rules.keyUsers, arguments.username);
}

} // namespace ga
