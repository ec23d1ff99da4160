// SPDX-License-Identifier: Apache-2.0
// Reads numbers and words as strictly as the agent would.
#include "client/typed_value.h"

#include "protocol/json_reader.h"

#include <QStringDecoder>

#include <cmath>

namespace ga {

namespace {

using Kind = TypeDescription::Kind;

ClientResult<std::monostate> done()
{
    return std::monostate();
}

tl::unexpected<ClientError> wrongUse(const ArgumentWord &word, const QString &what)
{
    return clientFail(ClientError::Kind::Usage, QStringLiteral("%1: %2").arg(word.name, what));
}

tl::unexpected<ClientError> isNot(const ArgumentWord &word, const QString &what)
{
    return wrongUse(word, QStringLiteral("'%1' is %2").arg(word.text, what));
}

// The text of a word; of a file, its content without the last line end.
ClientResult<QString> textOf(const ArgumentWord &word)
{
    if (word.form == ArgumentWord::Form::Text)
        return word.text;
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decode(word.content);
    if (decode.hasError())
        return isNot(word, QStringLiteral("no UTF-8 text"));
    if (text.endsWith(u'\n'))
        text.chop(text.endsWith(u"\r\n") ? 2 : 1);
    return text;
}

// The single word of a JSON document: reads what only objects may be at the top of.
std::optional<Message> parseJson(const QByteArray &json)
{
    Framer framer;
    auto frames = framer.feed("{\"value\":" + json + '}');
    if (frames.size() != 1 || !frames.front())
        return std::nullopt;
    auto message = readJson(*std::move(frames.front()));
    if (!message || message->root.toObject().size() != 1)
        return std::nullopt;
    return *std::move(message);
}

bool writeJsonText(JsonWriter &writer, const QByteArray &json)
{
    const auto message = parseJson(json);
    if (!message)
        return false;
    writer.value(Value(message->root.toObject().value(u"value"), message->lifted));
    return true;
}

template <typename Number>
ClientResult<std::monostate> writeNumber(JsonWriter &writer, const ArgumentWord &word,
                                         Number number, bool valid, const char *otherwise)
{
    if (!valid)
        return isNot(word, QString::fromLatin1(otherwise));
    writer.value(number);
    return done();
}

ClientResult<std::monostate> writeBoolean(JsonWriter &writer, const ArgumentWord &word,
                                          const QString &text)
{
    const bool yes = text == u"true" || text == u"on";
    if (!yes && text != u"false" && text != u"off")
        return isNot(word, QStringLiteral("neither true nor false (nor on nor off)"));
    writer.value(yes);
    return done();
}

ClientResult<std::monostate> writeWord(JsonWriter &writer, const ArgumentWord &word,
                                       const QString &text, const TypeDescription &type)
{
    if (!type.values.contains(text))
        return isNot(word,
                     QStringLiteral("none of %1").arg(type.values.join(QStringLiteral(", "))));
    writer.value(QStringView(text));
    return done();
}

// The first alternative that the word is a value of.
ClientResult<std::monostate> writeAlternate(JsonWriter &writer, const ArgumentWord &word,
                                            const TypeDescription &type)
{
    QStringList complaints;
    for (const TypePointer &alternative : type.alternatives) {
        const auto written = writeTyped(writer, word, *alternative);
        if (written)
            return written;
        complaints += written.error().text.mid(word.name.size() + 2);
    }
    return wrongUse(word, complaints.join(QStringLiteral(", and ")));
}

ClientResult<std::monostate> writeScalar(JsonWriter &writer, const ArgumentWord &word,
                                         const QString &text, const TypeDescription &type)
{
    bool valid = false;
    switch (type.kind) {
    case Kind::Integer: {
        const qint64 number = text.toLongLong(&valid);
        return writeNumber(writer, word, number, valid, "no integer of 64 bits");
    }
    case Kind::Unsigned: {
        const quint64 number = text.toULongLong(&valid);
        return writeNumber(writer, word, number, valid, "no unsigned integer of 64 bits");
    }
    case Kind::Number: {
        const double number = text.toDouble(&valid);
        return writeNumber(writer, word, number, valid && std::isfinite(number), "no number");
    }
    case Kind::Boolean:
        return writeBoolean(writer, word, text);
    case Kind::Enum:
        return writeWord(writer, word, text, type);
    case Kind::String:
        writer.value(QStringView(text));
        return done();
    default:
        return wrongUse(word, QStringLiteral("is made of parts: write %1:=JSON").arg(word.name));
    }
}

} // namespace

ClientResult<std::monostate> writeTyped(JsonWriter &writer, const ArgumentWord &word,
                                        const TypeDescription &type)
{
    if (type.kind == Kind::Base64) {
        writer.base64(word.form == ArgumentWord::Form::File ? word.content : word.text.toUtf8());
        return done();
    }
    if (type.kind == Kind::Alternate)
        return writeAlternate(writer, word, type);
    const auto text = textOf(word);
    return text ? writeScalar(writer, word, *text, type) : fail(text.error());
}

ClientResult<std::monostate> writeUntyped(JsonWriter &writer, const ArgumentWord &word)
{
    if (word.form == ArgumentWord::Form::Text && writeJsonText(writer, word.text.toUtf8()))
        return done();
    const auto text = textOf(word);
    if (!text)
        return fail(text.error());
    writer.value(QStringView(*text));
    return done();
}

ClientResult<std::monostate> writeJson(JsonWriter &writer, const ArgumentWord &word)
{
    if (!writeJsonText(writer, word.content))
        return wrongUse(word, QStringLiteral("what follows := is no JSON"));
    return done();
}

} // namespace ga
