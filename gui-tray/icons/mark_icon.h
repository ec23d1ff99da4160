// SPDX-License-Identifier: Apache-2.0
// Small marks before lines of lists, told apart by their outline.
#pragma once

#include <QIcon>

namespace ga {

enum class Mark { Good, Warning, Bad, Refused, Limited };

QIcon markIcon(Mark mark);

} // namespace ga
