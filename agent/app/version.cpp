// SPDX-License-Identifier: Apache-2.0
// The versions, in one place.
#include "app/version.h"

namespace ga {

QString agentVersion()
{
    return QStringLiteral(QTGA_VERSION);
}

QString protocolVersion()
{
    return QStringLiteral("10.0.0");
}

} // namespace ga
