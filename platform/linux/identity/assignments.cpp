// SPDX-License-Identifier: Apache-2.0
// A reader for shell-like assignments.
#include "platform/linux/identity/assignments.h"

#include <algorithm>

namespace ga {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// What a backslash in double quotes stands before without being a character itself.
bool isEscapable(char c)
{
    return QByteArrayView("$`\"\\'").contains(c);
}

// Reads one value, which may be put together of several quoted and plain pieces.
class ValueReader
{
public:
    explicit ValueReader(QByteArrayView text)
        : m_text(text)
    {}

    QByteArray read()
    {
        while (m_position < m_text.size() && !isBlank(m_text[m_position]) &&
               m_text[m_position] != ';') {
            const char c = m_text[m_position++];
            if (c == '\'')
                readSingleQuoted();
            else if (c == '"')
                readDoubleQuoted();
            else if (c == '\\' && m_position < m_text.size())
                m_value += m_text[m_position++];
            else
                m_value += c;
        }
        return m_value;
    }

private:
    void readSingleQuoted()
    {
        while (m_position < m_text.size() && m_text[m_position] != '\'')
            m_value += m_text[m_position++];
        ++m_position;
    }

    void readDoubleQuoted()
    {
        while (m_position < m_text.size() && m_text[m_position] != '"') {
            const bool escapes = m_text[m_position] == '\\' && m_position + 1 < m_text.size() &&
                                 isEscapable(m_text[m_position + 1]);
            m_position += escapes;
            m_value += m_text[m_position++];
        }
        ++m_position;
    }

    QByteArrayView m_text;
    qsizetype m_position = 0;
    QByteArray m_value;
};

void readLine(QByteArrayView line, QHash<QByteArray, QString> &values)
{
    const qsizetype equals = line.indexOf('=');
    const QByteArrayView name = line.first(std::max<qsizetype>(equals, 0)).trimmed();
    if (name.isEmpty() || !std::all_of(name.begin(), name.end(), isNameCharacter))
        return;
    const QByteArrayView text = line.sliced(equals + 1).trimmed();
    const QByteArray value = ValueReader(text).read();
    if (value.isValidUtf8())
        values.insert(name.toByteArray(), QString::fromUtf8(value));
}

} // namespace

QHash<QByteArray, QString> parseAssignments(QByteArrayView content)
{
    QHash<QByteArray, QString> values;
    while (!content.isEmpty()) {
        const qsizetype newline = content.indexOf('\n');
        const qsizetype length = newline < 0 ? content.size() : newline;
        readLine(content.first(length), values);
        content = content.sliced(std::min(length + 1, content.size()));
    }
    return values;
}

} // namespace ga
