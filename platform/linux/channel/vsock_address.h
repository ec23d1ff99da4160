// SPDX-License-Identifier: Apache-2.0
// VsockAddress: the "cid:port" of the method vsock-listen.
#pragma once

#include "protocol/result.h"

#include <QString>

namespace ga {

struct VsockAddress
{
    quint32 cid = 0; // 4294967295: whatever this machine's is (VMADDR_CID_ANY, vsock(7)).
    quint32 port = 0;
};

// Both parts are decimal. Error: "error parsing address 'TEXT'".
Result<VsockAddress> parseVsockAddress(const QString &text);

// Of who may connect. A process of this machine comes over the vsock's loopback from the local
// address, or from the machine's own: it is no host, and has no business here.
bool isHost(quint32 peerCid);

} // namespace ga
