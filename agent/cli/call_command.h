// SPDX-License-Identifier: Apache-2.0
// `qtga call`: one command for an agent, from the host's side.
#pragma once

#include <QStringList>

namespace ga {

int runCall(const QStringList &arguments);

} // namespace ga
