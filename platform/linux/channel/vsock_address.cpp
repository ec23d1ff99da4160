// SPDX-License-Identifier: Apache-2.0
// Strict decimal: no sign, no space, no base prefix, nothing after the digits. And who is the host.
#include "platform/linux/channel/vsock_address.h"

#include <QByteArray>
#include <QByteArrayView>

#include <sys/socket.h>

#include <linux/vm_sockets.h>

#include <charconv>
#include <optional>

namespace ga {

namespace {

std::optional<quint32> parseNumber(QByteArrayView digits)
{
    quint32 number = 0;
    const auto [end, error] = std::from_chars(digits.cbegin(), digits.cend(), number);
    if (error != std::errc() || end != digits.cend())
        return std::nullopt;
    return number;
}

} // namespace

Result<VsockAddress> parseVsockAddress(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const qsizetype colon = bytes.indexOf(':');
    if (colon > 0) {
        const auto cid = parseNumber(QByteArrayView(bytes).first(colon));
        const auto port = parseNumber(QByteArrayView(bytes).sliced(colon + 1));
        if (cid && port)
            return VsockAddress{.cid = *cid, .port = *port};
    }
    return fail(QStringLiteral("error parsing address '%1'").arg(text));
}

bool isHost(quint32 peerCid)
{
    return peerCid == VMADDR_CID_HOST;
}

} // namespace ga
