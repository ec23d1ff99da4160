// SPDX-License-Identifier: Apache-2.0
// guest-file-* as functions.
#include "client/remote_file.h"

#include "protocol/base64.h"
#include "protocol/json_writer.h"

#include <utility>

namespace ga {

namespace {

Value memberOf(const Reply &reply, QStringView name)
{
    const Value result = reply.result();
    return result.child(result.object().value(name));
}

ClientResult<qint64> integerIn(const Value &value)
{
    if (value.kind() != Value::Kind::Integer)
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("the agent's answer lacks a number"));
    return value.toInteger();
}

} // namespace

RemoteFile::RemoteFile(GuestClient &client, qint64 handle)
    : m_client(&client)
    , m_handle(handle)
{}

RemoteFile::RemoteFile(RemoteFile &&other) noexcept
    : m_client(std::exchange(other.m_client, nullptr))
    , m_handle(other.m_handle)
{}

ClientResult<RemoteFile> RemoteFile::open(GuestClient &client, const QString &path,
                                          const QString &mode)
{
    JsonWriter arguments;
    arguments.beginObject();
    arguments.key("path");
    arguments.value(QStringView(path));
    arguments.key("mode");
    arguments.value(QStringView(mode));
    arguments.endObject();
    return client.call(QStringLiteral("guest-file-open"), arguments.take())
        .and_then([](const Reply &reply) { return integerIn(reply.result()); })
        .map([&](qint64 handle) { return RemoteFile(client, handle); });
}

RemoteFile::~RemoteFile()
{
    if (!m_client)
        return;
    m_client->setInterruption(nullptr); // One that was heeded must not keep the file open.
    if (m_client->isUsable())
        close();
    else
        m_client->sendLast(request("guest-file-close"));
}

// Receives whatever is still to come, and the answer to this.
void RemoteFile::close()
{
    constexpr qint64 closeId = -1;
    m_client->send(request("guest-file-close", {}, closeId));
    while (m_client->outstanding() > 0) {
        const auto reply = m_client->receive();
        const auto id = reply ? reply->id() : std::nullopt;
        if (!reply || (id && id->toInteger() == closeId))
            return;
    }
}

QByteArray RemoteFile::request(const char *command, const QByteArray &more,
                               std::optional<qint64> id) const
{
    const QByteArray arguments = "{\"handle\": " + QByteArray::number(m_handle) + more + '}';
    return requestLine(QString::fromLatin1(command), arguments, id);
}

void RemoteFile::ask(const char *command, const QByteArray &more)
{
    m_client->send(request(command, more, m_asked++));
}

// The next answer to what was asked, the agent's error included; `lost` is how many others should
// have come before. An agent that leaves ids away is trusted to answer everything.
ClientResult<Reply> RemoteFile::receiveNext(int *lost)
{
    const auto reply = m_client->receive();
    if (!reply)
        return reply;
    const auto id = reply->id();
    const qint64 number = id ? id->toInteger() : m_answered;
    if (number < m_answered || number >= m_asked)
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("the agent answers what it wasn't asked"));
    *lost = int(number - m_answered);
    m_client->forget(*lost);
    m_answered = number + 1;
    return reply->accepted();
}

ClientResult<qint64> RemoteFile::seek(qint64 offset, int whence)
{
    const QByteArray more = ", \"offset\": " + QByteArray::number(offset) +
                            ", \"whence\": " + QByteArray::number(whence);
    return m_client->call(request("guest-file-seek", more)).and_then([](const Reply &reply) {
        return integerIn(memberOf(reply, u"position"));
    });
}

ClientResult<qint64> RemoteFile::size()
{
    const auto end = seek(0, 2);
    const auto start = seek(0, 0);
    return start ? end : start;
}

void RemoteFile::askToRead(qint64 count)
{
    ask("guest-file-read", ", \"count\": " + QByteArray::number(count));
}

ClientResult<RemoteFile::Piece> RemoteFile::receiveRead()
{
    int lost = 0;
    const auto reply = receiveNext(&lost);
    if (!reply)
        return fail(reply.error());
    if (lost > 0)
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("an answer of the agent's was lost; try --window=1"));
    auto bytes = decodeBase64(Base64Text{memberOf(*reply, u"buf-b64").toUtf8()});
    if (!bytes || bytes->size() != memberOf(*reply, u"count").toInteger())
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("the agent sent other bytes than it says"));
    return Piece{*std::move(bytes), memberOf(*reply, u"eof").toBool()};
}

void RemoteFile::askToWrite(const QByteArray &bytes)
{
    JsonWriter encoded;
    encoded.base64(bytes);
    ask("guest-file-write", ", \"buf-b64\": " + encoded.take());
}

ClientResult<RemoteFile::Written> RemoteFile::receiveWritten()
{
    int lost = 0;
    return receiveNext(&lost)
        .and_then([](const Reply &reply) { return integerIn(memberOf(reply, u"count")); })
        .map([&](qint64 bytes) {
            return Written{bytes, lost};
        });
}

ClientResult<std::monostate> RemoteFile::finish()
{
    const auto flushed = m_client->call(request("guest-file-flush"));
    const auto closed =
        m_client->isUsable() ? m_client->call(request("guest-file-close")) : flushed;
    if (closed)
        m_client = nullptr;
    if (!flushed)
        return fail(flushed.error());
    return closed.map([](const Reply &) { return std::monostate(); });
}

} // namespace ga
