// SPDX-License-Identifier: Apache-2.0
// Descriptors go over by SCM_RIGHTS (unix(7)).
#include "platform/linux/freeze/guardian_socket.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace ga {

namespace {

using guardian::descriptorsAtOnce;
using guardian::Message;
using guardian::Word;

// 0 or errno.
int sendDescriptors(int socket, const int *descriptors, size_t count)
{
    Message message{.word = Word::Hold};
    iovec part{&message, sizeof message};
    alignas(cmsghdr) char control[CMSG_SPACE(descriptorsAtOnce * sizeof(int))] = {};
    msghdr header = {};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(count * sizeof(int));
    cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(count * sizeof(int));
    std::memcpy(CMSG_DATA(rights), descriptors, count * sizeof(int));
    return ::sendmsg(socket, &header, MSG_NOSIGNAL) < 0 ? errno : 0;
}

} // namespace

Result<Nothing> GuardianSocket::handOver(const FrozenSet &set, std::chrono::milliseconds patience)
{
    std::vector<int> numbers;
    for (const HeldFileSystem &held : set.fileSystems)
        numbers.push_back(held.directory->number());
    for (size_t first = 0; first < numbers.size(); first += descriptorsAtOnce) {
        const size_t count = std::min(descriptorsAtOnce, numbers.size() - first);
        if (const int error = sendDescriptors(m_socket.number(), numbers.data() + first, count))
            return failSystem(QStringLiteral("it could not be handed the file systems"), error);
    }
    if (!tell(Word::Check))
        return fail(QStringLiteral("it has ended"));
    return confirm(qint64(numbers.size()), patience);
}

Result<Nothing> GuardianSocket::confirm(qint64 count, std::chrono::milliseconds patience)
{
    pollfd watched{m_socket.number(), POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&watched, 1, int(patience.count()));
    } while (ready < 0 && errno == EINTR);
    if (ready == 0)
        return fail(
            QStringLiteral("it was not ready within %1 s").arg(double(patience.count()) / 1000));
    const auto answer = receive();
    if (!answer)
        return fail(QStringLiteral("it has ended, or is of another version"));
    if (answer->word != Word::Ready || answer->value != count)
        return fail(QStringLiteral("it holds %1 of %2 file systems").arg(answer->value).arg(count));
    return Nothing{};
}

bool GuardianSocket::tell(Word word, qint64 value)
{
    const Message message{.word = word, .value = value};
    return ::send(m_socket.number(), &message, sizeof message, MSG_NOSIGNAL) ==
           ssize_t(sizeof message);
}

std::optional<Message> GuardianSocket::receive()
{
    Message message;
    ssize_t size = 0;
    do {
        size = ::recv(m_socket.number(), &message, sizeof message, 0);
    } while (size < 0 && errno == EINTR);
    if (size != ssize_t(sizeof message) || message.version != guardian::protocolVersion)
        return std::nullopt;
    return message;
}

void GuardianSocket::hangUp()
{
    ::shutdown(m_socket.number(), SHUT_RDWR);
}

} // namespace ga
