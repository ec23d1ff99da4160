// SPDX-License-Identifier: Apache-2.0
// HostPresence: whether a host has the other end of a port open, from what the driver says.
#pragma once

#include <QtGlobal>

namespace ga {

// Errors of Windows (winerror.h) that a read from a device or a pipe ends with.
constexpr quint32 noSystemResources = 1450; // ERROR_NO_SYSTEM_RESOURCES
constexpr quint32 noHostYet = 0;            // A read of no bytes.
constexpr quint32 cantWait = 554;           // ERROR_CANT_WAIT, of a write.

// The virtio serial driver fails a read while no host has the port open (with
// STATUS_INSUFFICIENT_RESOURCES), leaves it waiting while one has, and, since 2012, tells when that
// changes. It fails a write (with STATUS_CANT_WAIT) while no host has the port open, and also while
// one has that doesn't read, once its queue is full. Pipes and COM ports do none of this.
class HostPresence
{
public:
    enum class Change { None, Connected, Disconnected };

    bool isHere() const { return m_isHere; }

    Change readWaits() { return set(true); }
    Change received() { return set(true); }
    Change driverTold(bool isConnected) { return set(isConnected); }

    // Whether a read that ended with this means that no host is there, and not that the device is
    // gone.
    static bool isAway(quint32 error);
    Change readEndedAway() { return set(false); }

    // What follows from a write that ended with this.
    enum class WriteFailure { Drop, Retry, Lost };
    WriteFailure writeEnded(quint32 error) const;

private:
    Change set(bool isHere);

    bool m_isHere = false;
};

} // namespace ga
