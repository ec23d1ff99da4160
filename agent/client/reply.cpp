// SPDX-License-Identifier: Apache-2.0
// Tells answers from errors, and both from what is neither.
#include "client/reply.h"

#include "protocol/json_reader.h"

namespace ga {

namespace {

tl::unexpected<ClientError> noReply(const QString &what)
{
    return clientFail(ClientError::Kind::NoAgent,
                      QStringLiteral("the agent's answer is none of the protocol: %1").arg(what));
}

QString textOf(const Value &object, QStringView name)
{
    return object.child(object.object().value(name)).toString();
}

} // namespace

Reply::Reply(Message message)
    : m_message(std::make_shared<const Message>(std::move(message)))
{
    if (const auto error = member(u"error"))
        m_error = {ClientError::Kind::Refused, textOf(*error, u"desc"), textOf(*error, u"class")};
}

ClientResult<Reply> Reply::read(Result<Frame> frame)
{
    if (!frame)
        return noReply(frame.error().description);
    auto message = readJson(*std::move(frame));
    if (!message)
        return noReply(message.error().description);
    const Reply reply(*std::move(message));
    if (!reply.member(u"return") && !reply.member(u"error"))
        return noReply(QStringLiteral("neither \"return\" nor \"error\""));
    return reply;
}

std::optional<Value> Reply::member(QStringView name) const
{
    const QJsonObject object = m_message->root.toObject();
    const auto found = object.constFind(name);
    return found == object.constEnd() ? std::nullopt
                                      : std::optional(Value(*found, m_message->lifted));
}

ClientResult<Reply> Reply::accepted() const
{
    if (m_error)
        return fail(*m_error);
    return *this;
}

Value Reply::result() const
{
    return member(u"return").value_or(Value(QJsonValue(), m_message->lifted));
}

} // namespace ga
