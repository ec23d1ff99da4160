// SPDX-License-Identifier: Apache-2.0
// Puts the parts of an installation together.
#include "platform/windows/service/service_action.h"

#include "platform/api/event_log.h"
#include "platform/windows/freeze/provider_registration.h"
#include "platform/windows/service/event_source.h"
#include "platform/windows/service/service_registration.h"
#include "platform/windows/service/service_replacement.h"
#include "platform/windows/system/state_folder.h"

#include <cstdio>

namespace ga {

namespace {

// The Event Log has all of it too: what the Windows Installer runs has no output that anybody sees.
void say(const QString &line, std::FILE *stream)
{
    std::fputs(qUtf8Printable(line + u'\n'), stream);
    createEventLog(QString())->write(line);
}

// What failed without making the whole fail.
void warn(const Result<Nothing> &done)
{
    if (!done)
        say(QStringLiteral("warning: ") + done.error().description, stderr);
}

int conclude(const Result<Nothing> &done, const char *success)
{
    if (done)
        say(QString::fromLatin1(success), stdout);
    else
        say(done.error().description, stderr);
    return done ? 0 : 1;
}

int concludeInstallation(const Result<Nothing> &installed)
{
    if (installed) {
        warn(makeStateFolder());
        warn(registerVssProvider());
    }
    return conclude(installed, "Service was installed successfully.");
}

int concludeRemoval(const Result<Nothing> &removed)
{
    warn(unregisterVssProvider());
    const int exitCode = conclude(removed, "Service was deleted successfully.");
    warn(uninstallEventSource());
    return exitCode;
}

Result<Nothing> tell(const Result<QStringList> &done)
{
    if (!done)
        return fail(done.error());
    for (const QString &line : *done)
        say(line, stdout);
    return Nothing{};
}

int install(const QStringList &options)
{
    warn(installEventSource()); // First, for what is said.
    return concludeInstallation(installService(options));
}

// 2 where only the start failed.
int takeOver(const QStringList &options)
{
    warn(installEventSource());
    const int exitCode = concludeInstallation(tell(takeOverService(options)));
    if (exitCode != 0)
        return exitCode;
    const auto started = startTakenService();
    if (!started) {
        say(started.error().description, stderr);
        return 2;
    }
    say(QString::fromLatin1(
            *started ? "Service was started successfully."
                     : "Service is not started: its owner doesn't have it start with Windows."),
        stdout);
    return 0;
}

} // namespace

int performServiceAction(const QString &action, const QStringList &options)
{
    if (action == u"install")
        return install(options);
    if (action == u"take-over")
        return takeOver(options);
    if (action == u"uninstall")
        return concludeRemoval(uninstallService());
    if (action == u"give-back")
        return concludeRemoval(tell(giveServiceBack()));
    if (action == u"vss-install")
        return conclude(registerVssProvider(), "VSS provider was registered successfully.");
    return conclude(unregisterVssProvider(), "VSS provider was unregistered successfully.");
}

} // namespace ga
