// SPDX-License-Identifier: Apache-2.0
// Freezing and thawing as one state that the dispatcher can ask for.
#include "runtime/freeze_session.h"

namespace ga {

Result<qint64> FreezeSession::freeze(const std::optional<QList<QString>> &mountpoints)
{
    auto count = m_platform.freezer->freeze(mountpoints);
    m_frozen = count && *count > 0;
    return count;
}

Result<qint64> FreezeSession::thaw()
{
    auto count = m_platform.freezer->thaw();
    m_frozen = false;
    return count;
}

} // namespace ga
