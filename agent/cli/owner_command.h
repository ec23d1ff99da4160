// SPDX-License-Identifier: Apache-2.0
// qtga pause, resume and thaw: what the guest's owner tells the agent.
#pragma once

#include <QStringList>

namespace ga {

int runPause(const QStringList &arguments);
int runResume(const QStringList &arguments);
int runThaw(const QStringList &arguments);

} // namespace ga
