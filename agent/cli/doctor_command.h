// SPDX-License-Identifier: Apache-2.0
// `qtga doctor`: walks all that lies between host and agent, and says what to do where something is wrong.
#pragma once

#include <QStringList>

namespace ga {

int runDoctor(const QStringList &arguments);

} // namespace ga
