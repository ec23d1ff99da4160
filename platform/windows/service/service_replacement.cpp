// SPDX-License-Identifier: Apache-2.0
// One entry is changed in place: one that is deleted stays until the last program lets go of it.
#include "platform/windows/service/service_replacement.h"

#include "platform/windows/service/replaced_service.h"
#include "platform/windows/service/service_manager.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/service/service_plan.h"
#include "platform/windows/service/service_registration.h"
#include "platform/windows/system/command_line_words.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/state_folder.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <shellapi.h>

namespace ga {

namespace {

constexpr std::chrono::seconds deletionPatience(60);

QString ownConfiguration()
{
    return programFolder() + QStringLiteral("/qemu-ga.conf");
}

QStringList wordsOf(const QString &text)
{
    // Of an empty string Windows would make this program's name.
    const QString line = QStringLiteral("x ") + text;
    int count = 0;
    wchar_t **words = ::CommandLineToArgvW(wide(line), &count);
    QStringList list;
    for (int i = 1; i < count; ++i)
        list += QString::fromWCharArray(words[i]);
    ::LocalFree(words);
    return list;
}

// Empty where the file can't be read.
QString checksum(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

// Its checksum; empty where there is none to take. One that QGA_CONF names is no concern: this
// agent reads it there as well.
QString takeConfiguration(const QString &program, QStringList &told)
{
    const QString ours = ownConfiguration();
    for (const QString &theirs : configurationPlaces(program)) {
        if (!QFile::copy(theirs, ours)) // As where we have one.
            continue;
        told += QStringLiteral("Taking over its configuration %1").arg(theirs);
        return checksum(ours);
    }
    return {};
}

Result<Nothing> replace(SC_HANDLE service, const ServiceEntry &entry, const QString &program,
                        QStringList &told)
{
    told += QStringLiteral("Taking the place of %1").arg(entry.commandLine);
    const bool runs = isMeantToRun(entry.startType, isRunning(service));
    if (const auto stopped = stopService(service); !stopped)
        return stopped;
    return noteReplacedService({.commandLine = entry.commandLine,
                                .displayName = entry.displayName,
                                .account = entry.account,
                                .startType = entry.startType,
                                .isDelayed = entry.isDelayed,
                                .runs = runs,
                                .configuration = takeConfiguration(program, told)});
}

// Windows says that the name is marked for deletion until everybody has let go of what was deleted.
Result<ServiceHandle> createWhenFree(SC_HANDLE manager, const ReplacedService &replaced)
{
    const QDeadlineTimer deadline(deletionPatience);
    const ServiceEntry entry{.commandLine = replaced.commandLine,
                             .displayName = replaced.displayName,
                             .account = replaced.account,
                             .startType = replaced.startType,
                             .isDelayed = replaced.isDelayed};
    auto service = createService(manager, entry);
    while (!service && !deadline.hasExpired() &&
           (service.error().systemError == ERROR_SERVICE_MARKED_FOR_DELETE ||
            service.error().systemError == ERROR_SERVICE_EXISTS)) {
        ::Sleep(100);
        service = createService(manager, entry);
    }
    return service;
}

Result<Nothing> restore(const ReplacedService &replaced, QStringList &told)
{
    const auto manager = openServiceManager(SC_MANAGER_CREATE_SERVICE);
    if (!manager)
        return fail(manager.error());
    const auto service = createWhenFree(manager->get(), replaced);
    if (!service)
        return fail(service.error());
    told += QStringLiteral("Registered again: %1").arg(replaced.commandLine);
    if (needsPassword(replaced.account)) {
        told += QStringLiteral("warning: it runs as %1, whose password has to be given to it again")
                    .arg(replaced.account);
        return Nothing{};
    }
    const auto started = replaced.runs ? startService(service->get()) : Result<Nothing>();
    if (!started)
        told += QStringLiteral("warning: ") + started.error().description;
    return Nothing{};
}

void removeConfiguration(const QString &taken, QStringList &told)
{
    const QString path = ownConfiguration();
    if (taken.isEmpty() || !QFileInfo::exists(path))
        return;
    if (checksum(path) == taken)
        QFile::remove(path);
    else
        told += QStringLiteral("%1 was changed since it was taken over, and is left")
                    .arg(QDir::toNativeSeparators(path));
}

// An upgrade or a repair: how it starts is its owner's to say. Its configuration lies beside the
// program, which may have moved.
Result<Nothing> keepOwn(SC_HANDLE service, const QString &program, const QString &commandLine,
                        QStringList &told)
{
    if (!startsProgram(u'"' + program + u'"', programFile()))
        takeConfiguration(program, told);
    return renameService(service, commandLine, serviceDisplayName());
}

Result<Nothing> takeFromAnother(SC_HANDLE service, const ServiceEntry &entry,
                                const QString &program, const QString &commandLine,
                                QStringList &told)
{
    if (const auto replaced = replace(service, entry, program, told); !replaced)
        return replaced;
    return changeService(service,
                         {.commandLine = commandLine, .displayName = serviceDisplayName()});
}

// Makes the service that is there this program's. Returns its options: `options`, or else its own.
Result<QStringList> takeEntry(SC_HANDLE service, QStringList options, QStringList &told)
{
    const auto entry = readServiceEntry(service);
    if (!entry)
        return fail(entry.error());
    const ServiceLine line = splitServiceLine(entry->commandLine);
    const bool keeps = options.isEmpty();
    if (keeps)
        options = ownersOptions(wordsOf(line.rest));
    const QString commandLine = serviceCommandLine(programFile(), options);
    const auto taken = isThisAgent(line.program)
                           ? keepOwn(service, line.program, commandLine, told)
                           : takeFromAnother(service, *entry, line.program, commandLine, told);
    if (!taken)
        return fail(taken.error());
    if (keeps && !options.isEmpty())
        told += QStringLiteral("Keeping its options %1").arg(line.rest);
    return options;
}

bool isMissing(const Error &error)
{
    return error.systemError == ERROR_SERVICE_DOES_NOT_EXIST;
}

} // namespace

Result<QStringList> takeOverService(const QStringList &options)
{
    QStringList told;
    const auto manager = openServiceManager(SC_MANAGER_CONNECT);
    if (!manager)
        return fail(manager.error());
    const auto service = openService(manager->get(), SERVICE_ALL_ACCESS);
    if (!service && !isMissing(service.error()))
        return fail(service.error());
    const auto kept =
        service ? takeEntry(service->get(), options, told) : Result<QStringList>(options);
    if (!kept)
        return fail(kept.error());
    if (const auto installed = installService(*kept); !installed)
        return fail(installed.error());
    return told;
}

Result<bool> startTakenService()
{
    const auto manager = openServiceManager(SC_MANAGER_CONNECT);
    if (!manager)
        return fail(manager.error());
    const auto service =
        openService(manager->get(), SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS | SERVICE_START);
    if (!service)
        return fail(service.error());
    const auto entry = readServiceEntry(service->get());
    if (!entry)
        return fail(entry.error());
    if (!isMeantToRun(entry->startType, isRunning(service->get())))
        return false;
    return startService(service->get()).map([](Nothing) { return true; });
}

Result<QStringList> giveServiceBack()
{
    QStringList told;
    if (const auto gone = uninstallService(); !gone && !isMissing(gone.error()))
        return fail(gone.error());
    removeStateFolder();
    const auto replaced = replacedService();
    if (!replaced)
        return told;
    removeConfiguration(replaced->configuration, told);
    if (const auto restored = restore(*replaced, told); !restored)
        return fail(restored.error());
    forgetReplacedService();
    return told;
}

} // namespace ga
