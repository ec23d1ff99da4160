// SPDX-License-Identifier: Apache-2.0
// Looks lifted values up again.
#include "protocol/value.h"

namespace ga {

const Lifted *Value::liftedEntry() const
{
    if (!m_json.isString())
        return nullptr;
    const QString text = m_json.toString();
    if (text.isEmpty() || text.front() != QChar(0))
        return nullptr;
    const auto index = QStringView(text).mid(1).toULongLong();
    return index < m_lifted->size() ? &(*m_lifted)[index] : nullptr;
}

Value::Kind Value::kind() const
{
    switch (m_json.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return Kind::Null;
    case QJsonValue::Bool:
        return Kind::Bool;
    case QJsonValue::Double:
        return Kind::Integer; // Everything else that is a number has been lifted.
    case QJsonValue::Array:
        return Kind::Array;
    case QJsonValue::Object:
        return Kind::Object;
    case QJsonValue::String:
        break;
    }
    const Lifted *entry = liftedEntry();
    if (!entry || std::holds_alternative<LiftedString>(*entry))
        return Kind::String;
    return std::holds_alternative<quint64>(*entry) ? Kind::Unsigned : Kind::Double;
}

quint64 Value::toUnsigned() const
{
    const Lifted *entry = liftedEntry();
    const quint64 *number = entry ? std::get_if<quint64>(entry) : nullptr;
    return number ? *number : 0;
}

double Value::toDouble() const
{
    const Lifted *entry = liftedEntry();
    if (!entry)
        return m_json.toDouble();
    if (const double *number = std::get_if<double>(entry))
        return *number;
    return double(toUnsigned());
}

QString Value::toString() const
{
    return liftedEntry() ? QString::fromUtf8(toUtf8()) : m_json.toString();
}

QByteArray Value::toUtf8() const
{
    if (const Lifted *entry = liftedEntry()) {
        const LiftedString *string = std::get_if<LiftedString>(entry);
        return string ? string->utf8 : QByteArray();
    }
    return m_json.toString().toUtf8();
}

} // namespace ga
