// SPDX-License-Identifier: Apache-2.0
// The members that a request may have, and the error object.
#include "protocol/envelope.h"

#include "protocol/json_reader.h"
#include "protocol/shown_name.h"

namespace ga {

namespace {

// What Qt's JSON tree takes for a token, about: 38 bytes were measured on 64-bit Linux.
constexpr qsizetype bytesAToken = 40;

std::optional<Error> checkMembers(const QJsonObject &object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = it.key();
        if (name == u"execute") {
            if (!it->isString())
                return Error::generic(
                    QStringLiteral("QMP input member 'execute' must be a string"));
        } else if (name == u"arguments") {
            if (!it->isObject())
                return Error::generic(
                    QStringLiteral("QMP input member 'arguments' must be an object"));
        } else if (name != u"id") {
            return Error::generic(
                QStringLiteral("QMP input member '%1' is unexpected").arg(shownName(name)));
        }
    }
    if (!object.contains(u"execute"))
        return Error::generic(QStringLiteral("QMP input lacks member 'execute'"));
    return std::nullopt;
}

} // namespace

std::optional<Value> Request::id() const
{
    if (!message || !message->root.isObject())
        return std::nullopt;
    const QJsonObject object = message->root.toObject();
    const auto found = object.constFind(u"id");
    return found == object.constEnd() ? std::nullopt
                                      : std::optional(Value(*found, message->lifted));
}

Value Request::arguments() const
{
    return Value(message->root.toObject().value(u"arguments"), message->lifted);
}

Request readRequest(Result<Frame> frame)
{
    if (!frame)
        return {nullptr, {}, std::move(frame).error()};
    const qsizetype size = frame->text.size() + qsizetype(frame->tokens.size()) * bytesAToken;
    auto message = readJson(*std::move(frame));
    if (!message)
        return {nullptr, {}, std::move(message).error()};
    Request request{std::make_shared<const Message>(*std::move(message)), {}, {}, size};
    if (!request.message->root.isObject()) {
        request.error = Error::generic(QStringLiteral("QMP input must be a JSON object"));
        return request;
    }
    request.error = checkMembers(request.message->root.toObject());
    if (!request.error) {
        const Value command(request.message->root.toObject().value(u"execute"),
                            request.message->lifted);
        if (command.kind() == Value::Kind::String)
            request.command = shownName(command.toUtf8()); // One so long is no command's.
        else // A lifted number looks like a string in the tree.
            request.error =
                Error::generic(QStringLiteral("QMP input member 'execute' must be a string"));
    }
    return request;
}

QByteArray errorLine(const Request &request, const Error &error)
{
    JsonWriter writer;
    writer.beginObject();
    writer.key("error");
    writer.beginObject();
    writer.key("class");
    writer.utf8(error.errorClass == ErrorClass::CommandNotFound ? "CommandNotFound"
                                                                : "GenericError");
    writer.key("desc");
    writer.value(QStringView(error.description));
    writer.endObject();
    if (const auto id = request.id()) {
        writer.key("id");
        writer.value(*id);
    }
    writer.endObject();
    return writer.take().append('\n');
}

} // namespace ga
