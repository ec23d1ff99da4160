// SPDX-License-Identifier: Apache-2.0
// Builds netlink messages by hand, byte by byte as rtnetlink(7) describes them.
#pragma once

#include <QByteArray>

#include <initializer_list>

namespace netlink {

template <typename Number>
QByteArray number(Number value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

inline QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray array;
    for (const int value : values)
        array.append(char(value));
    return array;
}

inline QByteArray padded(QByteArray data)
{
    while (data.size() % 4 != 0)
        data.append('\0');
    return data;
}

inline QByteArray attribute(quint16 type, const QByteArray &payload)
{
    return padded(number(quint16(4 + payload.size())) + number(type) + payload);
}

inline QByteArray text(quint16 type, const char *content)
{
    return attribute(type, QByteArray(content) + '\0');
}

inline QByteArray message(quint16 type, const QByteArray &payload, quint16 flags = 2,
                          quint32 sequence = 1)
{
    return padded(number(quint32(16 + payload.size())) + number(type) + number(flags) +
                  number(sequence) + number(quint32(4711)) + payload);
}

// struct ifinfomsg and what follows it.
inline QByteArray link(qint32 index, quint32 flags, const QByteArray &attributes)
{
    return message(16 /* RTM_NEWLINK */, bytes({0, 0, 1, 0}) + number(index) + number(flags) +
                                             number(quint32(0)) + attributes);
}

// struct ifaddrmsg and what follows it.
inline QByteArray address(quint8 family, quint8 prefix, quint32 index, const QByteArray &attributes)
{
    return message(20 /* RTM_NEWADDR */,
                   bytes({family, prefix, 0, 0}) + number(index) + attributes);
}

struct RouteHeader
{
    quint8 family = 2;
    quint8 destinationPrefix = 0;
    quint8 sourcePrefix = 0;
    quint8 tos = 0;
    quint8 table = 254;  // RT_TABLE_MAIN
    quint8 protocol = 3; // RTPROT_BOOT
    quint8 scope = 0;
    quint8 type = 1; // RTN_UNICAST
    quint32 flags = 0;
};

// struct rtmsg and what follows it.
inline QByteArray route(const RouteHeader &header, const QByteArray &attributes)
{
    return message(24 /* RTM_NEWROUTE */, number(header) + attributes);
}

} // namespace netlink
