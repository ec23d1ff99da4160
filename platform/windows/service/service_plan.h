// SPDX-License-Identifier: Apache-2.0
// What -s install and take-over tell the service manager, and whose service they find there.
#pragma once

#include <QString>
#include <QStringList>

namespace ga {

// What the manager starts: `program` as a service, with `options`, waiting for the host's port
// where it is not there yet. `program` may have either slash.
QString serviceCommandLine(const QString &program, const QStringList &options);

// Whether a service that the manager starts with `commandLine` is this program's.
bool startsProgram(const QString &commandLine, const QString &program);

struct ServiceLine
{
    QString program;
    QString rest; // What stands behind it.
};

// Without quotation marks the program ends behind its first ".exe".
ServiceLine splitServiceLine(const QString &commandLine);

// Whether `program` is this agent, in whatever folder.
bool isThisAgent(const QString &program);

// Where a program that is replaced may keep its configuration, in the order in which they are
// tried. QEMU's is below the folder that its sysconfdir was made, seen from its program.
QStringList configurationPlaces(const QString &program);

// Whether a service is one that its owner has running. Installers stop it before they have it taken
// over, so one that starts with Windows counts. `startType` is SERVICE_..._START.
bool isMeantToRun(quint32 startType, bool runs);

// Whether Windows starts a service as `account` without its password, which nobody can read.
bool needsPassword(const QString &account);

// The words of a service's options, less those that serviceCommandLine() gives every service.
QStringList ownersOptions(QStringList words);

} // namespace ga
