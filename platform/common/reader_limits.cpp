// SPDX-License-Identifier: Apache-2.0
// Counts readers by user.
#include "platform/common/reader_limits.h"

namespace ga {

bool ReaderLimits::enter(const ReaderIdentity &reader)
{
    if (m_all >= ofAll)
        return false;
    if (!reader.isAdministrator) {
        if (m_users >= ofUsers || m_counts.value(reader.user) >= ofUser)
            return false;
        ++m_counts[reader.user];
        ++m_users;
    }
    ++m_all;
    return true;
}

void ReaderLimits::leave(const ReaderIdentity &reader)
{
    --m_all;
    if (reader.isAdministrator)
        return;
    --m_users;
    if (--m_counts[reader.user] == 0)
        m_counts.remove(reader.user);
}

} // namespace ga
