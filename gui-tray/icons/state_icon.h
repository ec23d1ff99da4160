// SPDX-License-Identifier: Apache-2.0
// Icons of the states, painted: no image format plug-in is needed.
#pragma once

#include "icons/state_shape.h"

#include <QIcon>
#include <QPixmap>

#include <optional>

namespace ga {

// `secondsLeft` is written on the frozen state's icon: seconds up to 99, minutes as "5m" above.
QIcon stateIcon(TrayState state, std::optional<qint64> secondsLeft = std::nullopt);

// `size` in device pixels.
QPixmap statePixmap(TrayState state, int size, std::optional<qint64> secondsLeft = std::nullopt);

QIcon applicationIcon();
QPixmap applicationPixmap(int size);

// What stands on the frozen state's icon, at most three characters.
QString countdownText(qint64 secondsLeft);

} // namespace ga
