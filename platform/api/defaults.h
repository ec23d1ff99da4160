// SPDX-License-Identifier: Apache-2.0
// PlatformDefaults: where this system keeps the agent's files, and which options it has at all.
#pragma once

#include <QString>
#include <QStringList>

namespace ga {

struct PlatformDefaults
{
    QString configPath; // Read where neither -c nor QGA_CONF names another.
    QString virtioPath; // Of the method virtio-serial.
    QString serialPath; // Of the method isa-serial.
    QString pidfile;
    QString stateDirectory;
    QString auditFile;     // Written where its directory is there.
    QString statusAddress; // Where the status is told: a socket's path, or a pipe's name.
    QString freezeHook;         // What -F alone stands for; empty where the system has no hooks.
    QStringList methods;        // The names of the transports, as in -m.
    QStringList serviceActions; // What --service takes; empty where it does nothing.
    // Does one of these, for a service that is to run with `options` (words of a command line), and
    // says how it went. Returns the exit code. nullptr where there is none.
    int (*performServiceAction)(const QString &action, const QStringList &options) = nullptr;
};

// Defined once, by the platform that this build is for.
PlatformDefaults platformDefaults();

} // namespace ga
