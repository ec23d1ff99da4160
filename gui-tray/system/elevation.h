// SPDX-License-Identifier: Apache-2.0
// Runs `qtga` with the rights of an administrator, after the system has asked the user.
#pragma once

#include <QObject>
#include <QStringList>

namespace ga {

enum class ElevatedOutcome { Done, Declined, Failed };

class Elevation : public QObject
{
    Q_OBJECT

public:
    // Owned by `parent`. Emits finished() once and deletes itself.
    static Elevation *run(const QString &program, const QStringList &arguments, QObject *parent);

Q_SIGNALS:
    // `detail`: what the program or the system said where it failed.
    void finished(ga::ElevatedOutcome outcome, const QString &detail);

protected:
    using QObject::QObject;
};

} // namespace ga
