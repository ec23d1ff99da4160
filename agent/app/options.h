// SPDX-License-Identifier: Apache-2.0
// Options: what the command line and the configuration file can set.
#pragma once

#include "platform/api/backup_type.h"
#include "policy/profile.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace ga {

// How much is logged. The names in the configuration file are the enumerators' in lower case.
enum class LogLevel { Error, Warning, Info, Debug };

// What becomes of a freeze when a script of the hook directory fails. Written in lower case, too.
enum class HookFailure { Abort, Ignore };

struct Options
{
    // What the agent runs with.
    QString method;
    QString path; // Empty where the method has none of its own and none was given.
    std::optional<QString> logfile;    // Standard error where absent.
    QString pidfile;                   // Used by a daemon only.
    std::optional<QString> freezeHook; // No hook is run where absent.
    QString stateDirectory;
    bool daemonize = false;
    bool verbose = false; // Stands for LogLevel::Debug.
    std::optional<LogLevel> logLevel;
    bool retryPath = false;
    QStringList blockRpcs; // Names as given, unknown ones included.
    std::optional<QStringList>
        allowRpcs; // Everything is allowed where absent; never an empty list.
    std::optional<QString> reportedVersion; // What guest-info says; agentVersion() where absent.
    std::optional<QStringList> freezeExcludeMountpoints; // Never frozen, whatever the host names.
    std::optional<QStringList> freezeExcludeTypes;
    std::optional<QStringList> freezeExcludeDevices;
    std::optional<std::chrono::seconds> freezeTimeout; // Zero: no limit, by the owner's word.

    std::optional<QString> freezeHookDirectory;            // Its scripts are run as the hook is.
    std::optional<std::chrono::seconds> freezeHookTimeout; // Of each; zero: no limit.
    std::optional<HookFailure> freezeHookFailure;
    std::optional<BackupType> vssBackupType; // On Windows.

    // What the guest's owner lets the host do. These lists may be the one word "none".
    std::optional<Profile> profile;
    std::optional<QStringList> execPrograms;
    std::optional<QStringList> fileReadDirectories;
    std::optional<QStringList> fileWriteDirectories;
    std::optional<QStringList> passwordUsers;
    std::optional<QStringList> keyUsers;

    // What the guest's owner is told. "none" turns each off.
    std::optional<QString> statusAddress;
    std::optional<QString> auditFile;

    // Where the rules stand, for whoever is refused something.
    QString configFile; // The one that was read; empty where there is none.
    QStringList blockRpcsInFile;
    bool allowRpcsInFile = false;

    // What the program is to do in place of running.
    std::optional<QString> configPath; // As given with -c; its file must exist.
    std::optional<QString> serviceAction;
    bool dumpConf = false;
    bool version = false;
    bool help = false;

    LogLevel effectiveLogLevel() const
    {
        return verbose ? LogLevel::Debug : logLevel.value_or(LogLevel::Error);
    }
};

} // namespace ga
