// SPDX-License-Identifier: Apache-2.0
// A program's environment as CreateProcess() takes it.
#pragma once

#include <QList>
#include <QString>

namespace ga {

// NAME=VALUE, one after the other, each with its zero, in the order of their names as capitals, and a zero behind the last.
QString environmentBlock(QList<QString> environment);

// The value of a name, whose case doesn't count; nothing where there is none.
std::optional<QString> valueIn(const QList<QString> &environment, const QString &name);

} // namespace ga
