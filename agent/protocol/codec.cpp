// SPDX-License-Identifier: Apache-2.0
// The protocol's words for arguments that don't fit (protocol.md, "Request checks"), and the codecs
// of the plain types.
#include "protocol/codec.h"

#include "protocol/shown_name.h"

namespace ga {

namespace {

TypePointer plain(TypeDescription::Kind kind)
{
    auto type = std::make_shared<TypeDescription>();
    type->kind = kind;
    return type;
}

} // namespace

QString Path::toString() const
{
    const QString before = parent ? parent->toString() : QString();
    if (!name)
        return parent ? before + u'[' + QString::number(index) + u']' : before;
    return before.isEmpty() ? QString::fromUtf8(name) : before + u'.' + QString::fromUtf8(name);
}

Error wrongType(const Path &path, const char *expected)
{
    return Error::generic(QStringLiteral("Invalid parameter type for '%1', expected: %2")
                              .arg(path.toString(), QLatin1StringView(expected)));
}

Error missingParameter(const Path &path)
{
    return Error::generic(QStringLiteral("Parameter '%1' is missing").arg(path.toString()));
}

Error unexpectedParameter(const Path &path, const QString &member)
{
    const QString before = path.toString();
    const QString shown = shownName(member);
    const QString full = before.isEmpty() ? shown : before + u'.' + shown;
    return Error::generic(QStringLiteral("Parameter '%1' is unexpected").arg(full));
}

Error notAcceptedValue(const Path &path, const QString &text)
{
    return Error::generic(
        QStringLiteral("Parameter '%1' does not accept value '%2'").arg(path.toString(), text));
}

Result<qint64> Codec<qint64>::decode(const Value &value, const Path &path)
{
    if (value.kind() != Value::Kind::Integer)
        return fail(wrongType(path, "integer"));
    return value.toInteger();
}

Result<quint64> Codec<quint64>::decode(const Value &value, const Path &path)
{
    if (value.kind() == Value::Kind::Integer)
        return quint64(value.toInteger());
    if (value.kind() == Value::Kind::Unsigned)
        return value.toUnsigned();
    return fail(QStringLiteral("Parameter '%1' expects uint64").arg(path.toString()));
}

Result<double> Codec<double>::decode(const Value &value, const Path &path)
{
    switch (value.kind()) {
    case Value::Kind::Integer:
    case Value::Kind::Unsigned:
    case Value::Kind::Double:
        return value.toDouble();
    default:
        return fail(wrongType(path, "number"));
    }
}

Result<bool> Codec<bool>::decode(const Value &value, const Path &path)
{
    if (value.kind() != Value::Kind::Bool)
        return fail(wrongType(path, "boolean"));
    return value.toBool();
}

Result<QString> Codec<QString>::decode(const Value &value, const Path &path)
{
    if (value.kind() != Value::Kind::String)
        return fail(wrongType(path, "string"));
    return value.toString();
}

Result<Base64Text> Codec<Base64Text>::decode(const Value &value, const Path &path)
{
    if (value.kind() != Value::Kind::String)
        return fail(wrongType(path, "string"));
    return Base64Text{value.toUtf8()};
}

TypePointer Codec<qint64>::describe()
{
    return plain(TypeDescription::Kind::Integer);
}
TypePointer Codec<quint64>::describe()
{
    return plain(TypeDescription::Kind::Unsigned);
}
TypePointer Codec<double>::describe()
{
    return plain(TypeDescription::Kind::Number);
}
TypePointer Codec<bool>::describe()
{
    return plain(TypeDescription::Kind::Boolean);
}
TypePointer Codec<QString>::describe()
{
    return plain(TypeDescription::Kind::String);
}
TypePointer Codec<Base64Text>::describe()
{
    return plain(TypeDescription::Kind::Base64);
}
TypePointer Codec<Base64Bytes>::describe()
{
    return plain(TypeDescription::Kind::Base64);
}

} // namespace ga
