// SPDX-License-Identifier: Apache-2.0
// The drop-in for the service's unit that `qtga sandbox` prints.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace ga {

// Takes every setting that breaks nothing of what is `used`: commands, and "hooks".
QByteArray sandboxDropIn(const QStringList &used);

} // namespace ga
