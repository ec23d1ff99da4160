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

} // namespace ga
