// SPDX-License-Identifier: Apache-2.0
// Lines of the status protocol by way of the typed codec.
#include "status/status_protocol.h"

#include "protocol/json_reader.h"

namespace ga {

namespace {

// What `type` doesn't know is taken out, for the codec refuses it, and a reader is to ignore it.
QJsonValue pruned(const QJsonValue &value, const TypeDescription &type)
{
    if (type.kind == TypeDescription::Kind::Array) {
        QJsonArray array;
        for (const QJsonValue &element : value.toArray())
            array.append(pruned(element, *type.element));
        return value.isArray() ? QJsonValue(array) : value;
    }
    if (type.kind != TypeDescription::Kind::Object || !value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject known;
    for (const MemberDescription &member : type.members) {
        if (const auto found = object.constFind(member.name); found != object.constEnd())
            known.insert(member.name, pruned(*found, *member.type));
    }
    return known;
}

} // namespace

QByteArray encodeStatusLine(const StatusMessage &message)
{
    JsonWriter writer;
    Codec<StatusMessage>::encode(writer, message);
    return writer.take().append('\n');
}

Result<StatusMessage> decodeStatusLine(QByteArrayView line)
{
    static const TypePointer type = Codec<StatusMessage>::describe();
    Framer framer(longestStatusLine);
    auto frames = framer.feed(line);
    if (frames.size() != 1)
        return fail(QStringLiteral("a line of the status protocol is one JSON object"));
    if (!frames.front())
        return fail(std::move(frames.front()).error());
    auto message = readJson(*std::move(frames.front()));
    if (!message)
        return fail(std::move(message).error());
    message->root = pruned(message->root, *type);
    return Codec<StatusMessage>::decode(Value(*message), Path{nullptr, "message"});
}

} // namespace ga
