// SPDX-License-Identifier: Apache-2.0
// What -s install tells the service manager, and whose service it finds there.
#pragma once

#include <QString>
#include <QStringList>

namespace ga {

// What the manager starts: `program` as a service, with `options`, waiting for the host's port
// where it is not there yet. `program` may have either slash.
QString serviceCommandLine(const QString &program, const QStringList &options);

// Whether a service that the manager starts with `commandLine` is this program's.
bool startsProgram(const QString &commandLine, const QString &program);

} // namespace ga
