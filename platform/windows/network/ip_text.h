// SPDX-License-Identifier: Apache-2.0
// IP addresses as text.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace ga {

// Of 4 or 16 bytes in network order; empty for any other number. No scope.
QString ipText(QByteArrayView address);

// The mask of an IPv4 network, "255.255.255.0".
QString ipv4MaskText(int prefix);

} // namespace ga
