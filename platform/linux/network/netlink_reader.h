// SPDX-License-Identifier: Apache-2.0
// Takes netlink bytes apart into messages and attributes, whatever the bytes are (netlink(7)).
#pragma once

#include "protocol/result.h"

#include <QByteArrayView>
#include <QList>

#include <cstring>
#include <optional>
#include <type_traits>

namespace ga {

struct NetlinkMessage
{
    quint16 type = 0;
    quint16 flags = 0;
    quint32 sequence = 0;
    QByteArrayView payload; // What follows the header; a view of the bytes that were split.
};

// An error where a message's length is impossible or the last one is cut off.
Result<QList<NetlinkMessage>> splitNetlinkMessages(QByteArrayView bytes);

// Netlink structures are in the machine's own byte order, at addresses that need not be aligned.
template <typename T>
requires std::is_trivially_copyable_v<T> std::optional<T> readNetlink(QByteArrayView bytes)
{
    if (bytes.size() < qsizetype(sizeof(T)))
        return std::nullopt;
    T value;
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
}

// The attributes of one message, or of one nested attribute. Views of the bytes that were parsed.
class NetlinkAttributes
{
public:
    // An error where an attribute's length is impossible or the last one is cut off.
    static Result<NetlinkAttributes> parse(QByteArrayView bytes);

    // The payload of the last attribute of that type, as the kernel's own parser takes it.
    std::optional<QByteArrayView> find(quint16 type) const;

    // The number that the attribute is; nullopt where it's missing or of another size.
    template <typename T>
    std::optional<T> number(quint16 type) const
    {
        const auto payload = find(type);
        if (!payload || payload->size() != qsizetype(sizeof(T)))
            return std::nullopt;
        return readNetlink<T>(*payload);
    }

    // The text up to its NUL; empty where the attribute is missing.
    QString text(quint16 type) const;

private:
    struct Attribute
    {
        quint16 type;
        QByteArrayView payload;
    };
    QList<Attribute> m_attributes;
};

// A message's fixed part and its attributes, which begin at the next multiple of four bytes.
template <typename Header>
struct NetlinkBody
{
    Header header;
    NetlinkAttributes attributes;

    static Result<NetlinkBody> parse(QByteArrayView payload);
};

Error malformedNetlink();

template <typename Header>
Result<NetlinkBody<Header>> NetlinkBody<Header>::parse(QByteArrayView payload)
{
    static_assert(sizeof(Header) % 4 == 0);
    const auto header = readNetlink<Header>(payload);
    if (!header)
        return fail(malformedNetlink());
    auto attributes = NetlinkAttributes::parse(payload.sliced(sizeof(Header)));
    if (!attributes)
        return fail(std::move(attributes).error());
    return NetlinkBody{*header, *std::move(attributes)};
}

} // namespace ga
