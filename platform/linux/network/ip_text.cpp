// SPDX-License-Identifier: Apache-2.0
// Addresses as bytes, and as the text that inet_ntop(3) makes of them.
#include "platform/linux/network/ip_text.h"

#include <QtEndian>

#include <arpa/inet.h>

#include <array>

namespace ga {

qsizetype ipSize(int family)
{
    switch (family) {
    case AF_INET:
        return sizeof(in_addr);
    case AF_INET6:
        return sizeof(in6_addr);
    default:
        return 0;
    }
}

QString ipText(int family, QByteArrayView address)
{
    static constexpr in6_addr unspecified{};
    const void *bytes =
        address.size() == ipSize(family) ? static_cast<const void *>(address.data()) : &unspecified;
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(family, bytes, text.data(), text.size());
    return QString::fromLatin1(text.data());
}

QString maskText(int prefix)
{
    const quint32 mask = qToBigEndian(prefix == 0 ? 0u : ~0u << (32 - prefix));
    return ipText(AF_INET, QByteArrayView(reinterpret_cast<const char *>(&mask), sizeof mask));
}

} // namespace ga
