// SPDX-License-Identifier: Apache-2.0
// `qtga freeze-test`: a freeze and its thaw, to see whether they work here and how long they take.
#pragma once

#include <QStringList>

namespace ga {

int runFreezeTest(const QStringList &arguments);

} // namespace ga
