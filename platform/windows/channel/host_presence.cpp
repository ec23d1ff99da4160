// SPDX-License-Identifier: Apache-2.0
// A change is told once.
#include "platform/windows/channel/host_presence.h"

#include <utility>

namespace ga {

bool HostPresence::isAway(quint32 error)
{
    return error == noSystemResources || error == noHostYet;
}

HostPresence::WriteFailure HostPresence::writeEnded(quint32 error) const
{
    if (error != cantWait && error != noSystemResources)
        return WriteFailure::Lost;
    return m_isHere ? WriteFailure::Retry : WriteFailure::Drop;
}

HostPresence::Change HostPresence::set(bool isHere)
{
    if (std::exchange(m_isHere, isHere) == isHere)
        return Change::None;
    return isHere ? Change::Connected : Change::Disconnected;
}

} // namespace ga
