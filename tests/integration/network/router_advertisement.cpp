// SPDX-License-Identifier: Apache-2.0
// A router that isn't there.
#include "router_advertisement.h"

#include "platform/linux/descriptor.h"

#include <QByteArray>
#include <QtEndian>

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sys/socket.h>

namespace router_advertisement {

namespace {

QByteArray bigEndian(quint16 number)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

quint16 internetChecksum(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        sum += qFromBigEndian<quint16>(bytes.constData() + i);
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return quint16(~sum);
}

QByteArray frame()
{
    const QByteArray source = QByteArray::fromHex("fe800000000000000000000000000099");
    const QByteArray allNodes = QByteArray::fromHex("ff020000000000000000000000000001");
    const QByteArray head = QByteArray::fromHex("8600"); // Type 134, code 0; the checksum follows.
    const QByteArray body = QByteArray::fromHex("40"
                                                "08"
                                                "0708"
                                                "00000000"
                                                "00000000" // Hops, preference, lifetime, timers.
                                                "1803"
                                                "30"
                                                "18"
                                                "000003e8"
                                                "20010db800bb00000000000000000000");
    const qsizetype length = head.size() + 2 + body.size();
    const QByteArray pseudoHeader = source + allNodes + bigEndian(0) + bigEndian(quint16(length)) +
                                    bigEndian(0) + bigEndian(58); // ICMPv6
    const QByteArray checksum = bigEndian(internetChecksum(pseudoHeader + head + body));
    const QByteArray ethernet = QByteArray::fromHex("333300000001"
                                                    "020000000099"
                                                    "86dd");
    return ethernet + QByteArray::fromHex("60000000") + bigEndian(quint16(length)) +
           QByteArray::fromHex("3aff") + source + allNodes + head + checksum + body;
}

} // namespace

bool send(const char *interface)
{
    const ga::Descriptor socket(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0));
    sockaddr_ll target{};
    target.sll_family = AF_PACKET;
    target.sll_ifindex = int(if_nametoindex(interface));
    const QByteArray bytes = frame();
    return ::sendto(socket.number(), bytes.constData(), size_t(bytes.size()), 0,
                    reinterpret_cast<const sockaddr *>(&target), sizeof target) == bytes.size();
}

} // namespace router_advertisement
