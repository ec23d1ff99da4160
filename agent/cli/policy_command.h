// SPDX-License-Identifier: Apache-2.0
// qtga policy: what the host may do, and what would come of a request.
#pragma once

#include <QStringList>

namespace ga {

int runPolicy(const QStringList &arguments);

} // namespace ga
