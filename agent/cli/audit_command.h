// SPDX-License-Identifier: Apache-2.0
// qtga audit: reads what the host did.
#pragma once

#include <QStringList>

namespace ga {

int runAudit(const QStringList &arguments);

} // namespace ga
