// SPDX-License-Identifier: Apache-2.0
// qtga status: how the agent is, and what the host does.
#pragma once

#include <QStringList>

namespace ga {

int runStatus(const QStringList &arguments);

} // namespace ga
