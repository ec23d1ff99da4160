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

// The words of a service's options, less those that serviceCommandLine() gives every service.
QStringList ownersOptions(QStringList words);

} // namespace ga
