// SPDX-License-Identifier: Apache-2.0
// Takes netlink bytes apart into messages and attributes, whatever the bytes are (netlink(7)).
#include "platform/linux/network/netlink_reader.h"

#include <linux/netlink.h>

#include <algorithm>

namespace ga {

namespace {

// Messages and attributes begin at multiples of four bytes; the last one may lack its padding.
QByteArrayView behind(QByteArrayView bytes, qsizetype length)
{
    const qsizetype aligned = (length + 3) & ~qsizetype(3);
    return bytes.sliced(std::min(aligned, bytes.size()));
}

} // namespace

Error malformedNetlink()
{
    return Error::generic(QStringLiteral("the kernel's answer about the network is malformed"));
}

Result<QList<NetlinkMessage>> splitNetlinkMessages(QByteArrayView bytes)
{
    QList<NetlinkMessage> messages;
    while (!bytes.isEmpty()) {
        const auto header = readNetlink<nlmsghdr>(bytes);
        if (!header || header->nlmsg_len < sizeof(nlmsghdr) || header->nlmsg_len > bytes.size())
            return fail(malformedNetlink());
        const qsizetype length = header->nlmsg_len;
        messages.append({header->nlmsg_type, header->nlmsg_flags, header->nlmsg_seq,
                         bytes.first(length).sliced(sizeof(nlmsghdr))});
        bytes = behind(bytes, length);
    }
    return messages;
}

Result<NetlinkAttributes> NetlinkAttributes::parse(QByteArrayView bytes)
{
    NetlinkAttributes parsed;
    while (!bytes.isEmpty()) {
        const auto header = readNetlink<nlattr>(bytes);
        if (!header || header->nla_len < sizeof(nlattr) || header->nla_len > bytes.size())
            return fail(malformedNetlink());
        const qsizetype length = header->nla_len;
        const auto type = quint16(header->nla_type & NLA_TYPE_MASK);
        parsed.m_attributes.append({type, bytes.first(length).sliced(sizeof(nlattr))});
        bytes = behind(bytes, length);
    }
    return parsed;
}

std::optional<QByteArrayView> NetlinkAttributes::find(quint16 type) const
{
    const auto found =
        std::find_if(m_attributes.rbegin(), m_attributes.rend(),
                     [&](const Attribute &attribute) { return attribute.type == type; });
    if (found == m_attributes.rend())
        return std::nullopt;
    return found->payload;
}

QString NetlinkAttributes::text(quint16 type) const
{
    const auto payload = find(type);
    if (!payload)
        return {};
    const qsizetype end = payload->indexOf('\0');
    return QString::fromUtf8(end < 0 ? *payload : payload->first(end));
}

} // namespace ga
