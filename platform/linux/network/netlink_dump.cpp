// SPDX-License-Identifier: Apache-2.0
// Asks the kernel for a list (links, addresses, routes) over a netlink socket.
#include "platform/linux/network/netlink_dump.h"

#include "platform/linux/network/netlink_reader.h"

#include <QLoggingCategory>

#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <memory>
#include <vector>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logNetwork, "ga.network")

constexpr quint32 sequence = 1;            // One request a socket.
constexpr size_t datagramSize = 64 * 1024; // The kernel sends at most half of that.
constexpr timeval answerTimeout{.tv_sec =
                                    10}; // Never seen to pass; a wedged kernel must not wedge us.

struct CloseSocket
{
    void operator()(mnl_socket *socket) const { mnl_socket_close(socket); }
};
using Socket = std::unique_ptr<mnl_socket, CloseSocket>;

Result<Socket> openSocket()
{
    Socket socket(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC));
    if (!socket || mnl_socket_bind(socket.get(), 0, MNL_SOCKET_AUTOPID) < 0)
        return failSystem(QStringLiteral("failed to open a netlink socket"), errno);
    if (setsockopt(mnl_socket_get_fd(socket.get()), SOL_SOCKET, SO_RCVTIMEO, &answerTimeout,
                   sizeof answerTimeout) < 0)
        return failSystem(QStringLiteral("failed to set up a netlink socket"), errno);
    return socket;
}

Result<Nothing> sendRequest(mnl_socket *socket, quint16 type, quint8 family)
{
    alignas(nlmsghdr) std::array<char, MNL_NLMSG_HDRLEN + MNL_ALIGN(sizeof(rtgenmsg))> buffer{};
    nlmsghdr *header = mnl_nlmsg_put_header(buffer.data());
    header->nlmsg_type = type;
    header->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    header->nlmsg_seq = sequence;
    static_cast<rtgenmsg *>(mnl_nlmsg_put_extra_header(header, sizeof(rtgenmsg)))->rtgen_family =
        family;
    if (mnl_socket_sendto(socket, header, header->nlmsg_len) < 0)
        return failSystem(QStringLiteral("failed to ask the kernel about the network"), errno);
    return Nothing{};
}

Result<DumpAnswer> dumpOnce(quint16 type, quint8 family, DumpLimit limit)
{
    const auto socket = openSocket();
    if (!socket)
        return fail(socket.error());
    if (const auto sent = sendRequest(socket->get(), type, family); !sent)
        return fail(sent.error());
    DumpCollector collector(sequence, limit);
    std::vector<char> buffer(datagramSize);
    for (;;) {
        const ssize_t size = mnl_socket_recvfrom(socket->get(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failSystem(QStringLiteral("failed to read about the network"), errno);
        const auto complete = collector.take(QByteArrayView(buffer.data(), size));
        if (!complete)
            return fail(complete.error());
        if (*complete)
            return DumpAnswer{collector.takeMessages(), collector.wasInterrupted()};
    }
}

// What NLMSG_ERROR and NLMSG_DONE begin with: a negative errno value, or 0.
int errorNumber(QByteArrayView payload)
{
    return -readNetlink<qint32>(payload).value_or(0);
}

} // namespace

Result<bool> DumpCollector::take(QByteArrayView datagram)
{
    const auto messages = splitNetlinkMessages(datagram);
    if (!messages)
        return fail(messages.error());
    for (const NetlinkMessage &message : *messages) {
        if (message.sequence != m_sequence)
            continue;
        m_interrupted |= (message.flags & NLM_F_DUMP_INTR) != 0;
        if (message.type == NLMSG_ERROR || message.type == NLMSG_DONE) {
            if (const int error = errorNumber(message.payload); error > 0)
                return failSystem(QStringLiteral("the kernel refused to tell about the network"),
                                  error);
            return true;
        }
        const auto full = append({message.payload.data() - sizeof(nlmsghdr),
                                  message.payload.size() + qsizetype(sizeof(nlmsghdr))});
        if (!full || *full)
            return full;
    }
    return false;
}

// True when no more is wanted.
Result<bool> DumpCollector::append(QByteArrayView message)
{
    if (m_messages.size() + message.size() > m_limit.bytes) {
        if (m_limit.whenTooLong == WhenTooLong::Cut)
            return true;
        return fail(QStringLiteral("the kernel's list is longer than %1 bytes").arg(m_limit.bytes));
    }
    m_messages.append(message);
    while (m_messages.size() % NLMSG_ALIGNTO != 0)
        m_messages.append('\0');
    return false;
}

Result<QByteArray> undisturbed(const std::function<Result<DumpAnswer>()> &dump, int attempts)
{
    for (;;) {
        auto answer = dump();
        if (!answer)
            return fail(std::move(answer).error());
        if (!answer->interrupted)
            return std::move(answer->messages);
        if (--attempts <= 0) {
            qCWarning(logNetwork, "The network changes faster than it can be listed: the list may "
                                  "lack something or name it twice");
            return std::move(answer->messages);
        }
    }
}

Result<QByteArray> dumpRouteNetlink(quint16 type, quint8 family, DumpLimit limit)
{
    return undisturbed([&] { return dumpOnce(type, family, limit); });
}

Result<Nothing> checkRouteNetlink()
{
    const auto socket = openSocket();
    if (!socket)
        return fail(socket.error());
    return Nothing{};
}

} // namespace ga
