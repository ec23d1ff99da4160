// SPDX-License-Identifier: Apache-2.0
// Counts readers by user.
#include "platform/linux/owner/reader_limits.h"

namespace ga {

bool ReaderLimits::enter(quint32 user)
{
    const bool isRoot = user == 0;
    if (m_all >= ofAll || (!isRoot && (m_users >= ofUsers || m_counts.value(user) >= ofUser)))
        return false;
    ++m_counts[user];
    m_users += !isRoot;
    ++m_all;
    return true;
}

void ReaderLimits::leave(quint32 user)
{
    if (--m_counts[user] == 0)
        m_counts.remove(user);
    m_users -= user != 0;
    --m_all;
}

} // namespace ga
