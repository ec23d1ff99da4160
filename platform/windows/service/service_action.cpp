// SPDX-License-Identifier: Apache-2.0
// Puts the parts of an installation together.
#include "platform/windows/service/service_action.h"

#include "platform/windows/freeze/provider_registration.h"
#include "platform/windows/service/event_source.h"
#include "platform/windows/service/service_registration.h"
#include "platform/windows/service/service_replacement.h"
#include "platform/windows/system/state_folder.h"

#include <cstdio>

namespace ga {

namespace {

// What failed without making the whole fail.
void warn(const Result<Nothing> &done)
{
    if (!done)
        std::fputs(qUtf8Printable(QStringLiteral("warning: ") + done.error().description + u'\n'),
                   stderr);
}

int conclude(const Result<Nothing> &done, const char *success)
{
    if (done)
        std::puts(success);
    else
        std::fputs(qUtf8Printable(done.error().description + u'\n'), stderr);
    return done ? 0 : 1;
}

int concludeInstallation(const Result<Nothing> &installed)
{
    if (installed) {
        warn(makeStateFolder());
        warn(installEventSource());
        warn(registerVssProvider());
    }
    return conclude(installed, "Service was installed successfully.");
}

int concludeRemoval(const Result<Nothing> &removed)
{
    warn(unregisterVssProvider());
    warn(uninstallEventSource());
    return conclude(removed, "Service was deleted successfully.");
}

Result<Nothing> tell(const Result<QStringList> &done)
{
    if (!done)
        return fail(done.error());
    for (const QString &line : *done)
        std::puts(qUtf8Printable(line));
    return Nothing{};
}

} // namespace

int performServiceAction(const QString &action, const QStringList &options)
{
    if (action == u"install")
        return concludeInstallation(installService(options));
    if (action == u"take-over")
        return concludeInstallation(tell(takeOverService(options)));
    if (action == u"uninstall")
        return concludeRemoval(uninstallService());
    if (action == u"give-back")
        return concludeRemoval(tell(giveServiceBack()));
    if (action == u"vss-install")
        return conclude(registerVssProvider(), "VSS provider was registered successfully.");
    return conclude(unregisterVssProvider(), "VSS provider was unregistered successfully.");
}

} // namespace ga
