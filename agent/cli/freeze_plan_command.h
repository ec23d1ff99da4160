// SPDX-License-Identifier: Apache-2.0
// `qtga freeze-plan`: what a freeze would do.
#pragma once

#include <QStringList>

namespace ga {

int runFreezePlan(const QStringList &arguments);

} // namespace ga
