// SPDX-License-Identifier: Apache-2.0
// QHostAddress writes addresses as inet_ntop() does.
#include "platform/windows/network/ip_text.h"

#include <QHostAddress>
#include <QtEndian>

namespace ga {

QString ipText(QByteArrayView address)
{
    if (address.size() == 4)
        return QHostAddress(qFromBigEndian<quint32>(address.data())).toString();
    if (address.size() == 16)
        return QHostAddress(reinterpret_cast<const quint8 *>(address.data())).toString();
    return {};
}

QString ipv4MaskText(int prefix)
{
    const quint32 mask = prefix <= 0 ? 0 : ~quint32(0) << (32 - qMin(prefix, 32));
    return QHostAddress(mask).toString();
}

} // namespace ga
