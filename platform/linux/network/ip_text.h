// SPDX-License-Identifier: Apache-2.0
// Addresses as bytes, and as the text that inet_ntop(3) makes of them.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace ga {

// Bytes of an address of AF_INET or AF_INET6; 0 for any other family.
qsizetype ipSize(int family);

// `address` has ipSize(family) bytes; an empty one is the unspecified address.
QString ipText(int family, QByteArrayView address);

// The mask of an IPv4 network of `prefix` bits, 0 to 32.
QString maskText(int prefix);

} // namespace ga
