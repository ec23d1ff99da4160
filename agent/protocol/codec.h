// SPDX-License-Identifier: Apache-2.0
// Codec<T>: decodes, encodes and describes one type of the protocol, derived from the struct
// itself.
#pragma once

#include "protocol/fields.h"
#include "protocol/json_writer.h"
#include "protocol/result.h"
#include "protocol/type_description.h"
#include "protocol/value.h"

#include <QJsonArray>
#include <QList>

#include <optional>
#include <type_traits>

namespace ga {

// Where in the arguments a value stands. A chain on the stack, made into text ("vcpus[0].online")
// only for an error.
struct Path
{
    const Path *parent = nullptr;
    const char *name = nullptr; // A member, or nullptr where this is an array's element.
    qsizetype index = 0;

    QString toString() const;
};

Error wrongType(const Path &path,
                const char *expected);    // "Invalid parameter type for 'x', expected: ..."
Error missingParameter(const Path &path); // "Parameter 'x' is missing"
Error unexpectedParameter(const Path &path, const QString &member); // "Parameter 'x' is unexpected"
Error notAcceptedValue(const Path &path,
                       const QString &text); // "Parameter 'x' does not accept value 'v'"

// decode() gives the value or the protocol's own error; encode() writes it; describe() says what it
// is.
template <typename T>
struct Codec;

template <>
struct Codec<qint64>
{
    static Result<qint64> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, qint64 number) { writer.value(number); }
    static TypePointer describe();
};

// A negative integer is accepted and wraps, as in QEMU.
template <>
struct Codec<quint64>
{
    static Result<quint64> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, quint64 number) { writer.value(number); }
    static TypePointer describe();
};

template <>
struct Codec<double>
{
    static Result<double> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, double number) { writer.value(number); }
    static TypePointer describe();
};

template <>
struct Codec<bool>
{
    static Result<bool> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, bool truth) { writer.value(truth); }
    static TypePointer describe();
};

template <>
struct Codec<QString>
{
    static Result<QString> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, const QString &text) { writer.value(QStringView(text)); }
    static TypePointer describe();
};

template <>
struct Codec<Base64Text>
{
    static Result<Base64Text> decode(const Value &value, const Path &path);
    static void encode(JsonWriter &writer, const Base64Text &text) { writer.utf8(text.text); }
    static TypePointer describe();
};

template <>
struct Codec<Base64Bytes>
{
    static void encode(JsonWriter &writer, const Base64Bytes &data) { writer.base64(data.bytes); }
    static TypePointer describe();
};

template <typename E>
requires HasEnumNames<E>
struct Codec<E>
{
    static Result<E> decode(const Value &value, const Path &path)
    {
        if (value.kind() != Value::Kind::String)
            return fail(wrongType(path, "string"));
        const QString text = value.toString();
        const auto enumerator = fromWireName<E>(text);
        return enumerator ? Result<E>(*enumerator) : fail(notAcceptedValue(path, text));
    }

    static void encode(JsonWriter &writer, E enumerator) { writer.utf8(wireName(enumerator)); }

    static TypePointer describe()
    {
        auto type = std::make_shared<TypeDescription>();
        type->kind = TypeDescription::Kind::Enum;
        type->name = QLatin1StringView(EnumNames<E>::typeName);
        for (const char *name : EnumNames<E>::names)
            type->values.append(QLatin1StringView(name));
        return type;
    }
};

template <typename T>
struct Codec<QList<T>>
{
    static Result<QList<T>> decode(const Value &value, const Path &path)
    {
        if (value.kind() != Value::Kind::Array)
            return fail(wrongType(path, "array"));
        const QJsonArray array = value.array();
        QList<T> list;
        list.reserve(array.size());
        for (const QJsonValue &element : array) {
            auto decoded =
                Codec<T>::decode(value.child(element), Path{&path, nullptr, list.size()});
            if (!decoded)
                return fail(std::move(decoded).error());
            list.append(*std::move(decoded));
        }
        return list;
    }

    static void encode(JsonWriter &writer, const QList<T> &list)
    {
        writer.beginArray();
        for (const T &element : list)
            Codec<T>::encode(writer, element);
        writer.endArray();
    }

    static TypePointer describe()
    {
        auto type = std::make_shared<TypeDescription>();
        type->kind = TypeDescription::Kind::Array;
        type->element = Codec<T>::describe();
        return type;
    }
};

template <typename T>
struct IsOptional : std::false_type
{};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type
{};

template <typename T>
struct Codec<std::optional<T>>
{
    static TypePointer describe() { return Codec<T>::describe(); }
};

// Objects: known members in their order first, then the first of those that nobody expects, by
// name.
template <typename T>
requires HasFields<T>
struct Codec<T>
{
    static Result<T> decode(const Value &value, const Path &path)
    {
        if (value.kind() != Value::Kind::Object)
            return fail(wrongType(path, "object"));
        return decodeMembers(value, &path);
    }

    // `path` is nullptr for the arguments themselves, whose members are named without a prefix.
    static Result<T> decodeMembers(const Value &value, const Path *path)
    {
        const QJsonObject object = value.object();
        T decoded{};
        std::optional<Error> error;
        qsizetype known = 0;
        T::fields()([&](const auto &...fields) {
            static_cast<void>(
                (... && decodeMember(value, object, path, fields, decoded, known, error)));
        });
        if (!error && known < object.size())
            error = firstUnexpected(object, path);
        if (error)
            return fail(*std::move(error));
        return decoded;
    }

    static void encode(JsonWriter &writer, const T &object)
    {
        writer.beginObject();
        T::fields()([&](const auto &...fields) { (encodeMember(writer, object, fields), ...); });
        writer.endObject();
    }

    static TypePointer describe()
    {
        auto type = std::make_shared<TypeDescription>();
        T::fields()([&](const auto &...fields) {
            (type->members.push_back(describeMember(fields)), ...);
        });
        return type;
    }

private:
    template <typename Member>
    static bool decodeMember(const Value &value, const QJsonObject &object, const Path *path,
                             const Field<T, Member> &field, T &decoded, qsizetype &known,
                             std::optional<Error> &error)
    {
        const Path here{path, field.name};
        const auto found = object.constFind(QLatin1StringView(field.name));
        if (found == object.constEnd()) {
            if constexpr (!IsOptional<Member>::value)
                error = missingParameter(here);
            return !error;
        }
        ++known;
        using Plain = typename std::conditional_t<IsOptional<Member>::value, Member,
                                                  std::optional<Member>>::value_type;
        auto member = Codec<Plain>::decode(value.child(*found), here);
        if (member)
            decoded.*field.member = *std::move(member);
        else
            error = std::move(member).error();
        return !error;
    }

    static Error firstUnexpected(const QJsonObject &object, const Path *path)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const auto isIt = [&](const auto &field) {
                return it.key() == QLatin1StringView(field.name);
            };
            if (!T::fields()([&](const auto &...fields) { return (isIt(fields) || ...); }))
                return unexpectedParameter(path ? *path : Path{}, it.key());
        }
        return Error::generic(QStringLiteral("an unexpected parameter was given"));
    }

    template <typename Member>
    static void encodeMember(JsonWriter &writer, const T &object, const Field<T, Member> &field)
    {
        const Member &member = object.*field.member;
        if constexpr (IsOptional<Member>::value) {
            if (member) {
                writer.key(field.name);
                Codec<typename Member::value_type>::encode(writer, *member);
            }
        } else {
            writer.key(field.name);
            Codec<Member>::encode(writer, member);
        }
    }

    template <typename Member>
    static MemberDescription describeMember(const Field<T, Member> &field)
    {
        return {QLatin1StringView(field.name), IsOptional<Member>::value,
                QString::fromUtf8(field.summary), Codec<Member>::describe()};
    }
};

} // namespace ga
