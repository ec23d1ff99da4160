// SPDX-License-Identifier: Apache-2.0
// One value of a parsed message: Qt's JSON tree, plus what that tree can't hold exactly.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace ga {

// What the JSON reader lifts out of a message before QJsonDocument sees it. In the tree each lifted
// value is a string that begins with U+0000 and goes on with its decimal index; a string of the
// message that begins with U+0000 is itself lifted, so that the two can't be confused. Lifted are:
//   - integers from 2^63 to 2^64-1, which QJsonValue would round;
//   - numbers written with a fraction or an exponent, which QJsonDocument would turn into integers
//   where they are whole;
//   - long strings, which so never become UTF-16. Their bytes are a slice of the frame: no copy is
//   made of them.
struct LiftedString
{
    QByteArray utf8; // Unescaped. May be a raw slice of Message::text.
};

using Lifted = std::variant<quint64, double, LiftedString>;

// A parsed message: the tree, what was lifted out of it, and the bytes that lifted strings are
// slices of.
struct Message
{
    QByteArray text;
    std::vector<Lifted> lifted;
    QJsonValue root;
};

// A view of one value. Valid as long as the message it came from.
class Value
{
public:
    enum class Kind { Null, Bool, Integer, Unsigned, Double, String, Array, Object };

    Value(QJsonValue json, const std::vector<Lifted> &lifted)
        : m_json(std::move(json))
        , m_lifted(&lifted)
    {}
    explicit Value(const Message &message)
        : Value(message.root, message.lifted)
    {}

    Kind kind() const;

    bool toBool() const { return m_json.toBool(); }
    qint64 toInteger() const { return m_json.toInteger(); }
    quint64 toUnsigned() const; // Kind::Unsigned: above INT64_MAX.
    double toDouble() const;    // Any of the three numeric kinds.
    QString toString() const;
    QByteArray toUtf8() const; // A lifted string is returned without a copy.
    QJsonArray array() const { return m_json.toArray(); }
    QJsonObject object() const { return m_json.toObject(); }

    Value child(const QJsonValue &json) const { return {json, *m_lifted}; }

private:
    const Lifted *liftedEntry() const;

    QJsonValue m_json;
    const std::vector<Lifted> *m_lifted;
};

} // namespace ga
