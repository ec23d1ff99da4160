// SPDX-License-Identifier: Apache-2.0
// Reads and writes key files.
#include "app/key_file.h"

#include <QStringDecoder>

#include <algorithm>

namespace ga {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

QByteArray withoutLeading(QByteArray text)
{
    const auto first = std::find_if_not(text.cbegin(), text.cend(), isBlank);
    return text.remove(0, first - text.cbegin());
}

QByteArray withoutTrailing(QByteArray text)
{
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// The name in "[name]"; empty where `line` is no group header.
QByteArray groupName(const QByteArray &line)
{
    const QByteArray trimmed = withoutTrailing(line);
    if (trimmed.size() < 3 || !trimmed.startsWith('[') || !trimmed.endsWith(']'))
        return {};
    const QByteArray name = trimmed.mid(1, trimmed.size() - 2);
    const bool valid = std::none_of(name.begin(), name.end(), [](char c) {
        return c == '[' || c == ']' || (c >= 0 && c < ' ') || c == 0x7f;
    });
    return valid ? name : QByteArray();
}

// The character that follows a backslash, as what it stands for; 0: nothing.
char unescaped(char letter)
{
    switch (letter) {
    case 's':
        return ' ';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '\\':
        return '\\';
    default:
        return 0;
    }
}

std::optional<QByteArray> decoded(const QByteArray &raw)
{
    QByteArray value;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        char c = raw.at(i);
        if (c == '\\') {
            c = ++i < raw.size() ? unescaped(raw.at(i)) : '\0';
            if (!c)
                return std::nullopt;
        }
        value += c;
    }
    return value;
}

QByteArray encoded(const QByteArray &value)
{
    QByteArray raw;
    bool leading = true;
    for (const char c : value) {
        if (c == ' ' && leading)
            raw += "\\s";
        else if (c == '\t' && leading)
            raw += "\\t";
        else if (c == '\n')
            raw += "\\n";
        else if (c == '\r')
            raw += "\\r";
        else if (c == '\\')
            raw += "\\\\";
        else
            raw += c;
        leading = leading && isBlank(c);
    }
    return raw;
}

Error atLine(int line, const QString &what)
{
    return Error::generic(QStringLiteral("line %1: %2").arg(line).arg(what));
}

} // namespace

Result<KeyFile> KeyFile::parse(const QByteArray &text)
{
    KeyFile file;
    QByteArray current;
    int number = 0;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &whole : lines) {
        ++number;
        QByteArray line = withoutLeading(whole.endsWith('\r') ? whole.chopped(1) : whole);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (const QByteArray name = groupName(line); !name.isEmpty()) {
            current = name;
            file.openGroup(name);
            continue;
        }
        const qsizetype equals = line.indexOf('=');
        const QByteArray key = withoutTrailing(line.left(equals));
        if (line.startsWith('[') || equals < 0 || key.isEmpty()) {
            // Without the line's words: whoever reads this may have no right to read the file.
            return fail(
                atLine(number, QStringLiteral("this is no key=value, [group] or # comment")));
        }
        if (current.isEmpty())
            return fail(atLine(number, QStringLiteral("a [group] must come before the first key")));
        put(file.openGroup(current), {key, withoutLeading(line.mid(equals + 1)), number});
    }
    return file;
}

Result<std::optional<QString>> KeyFile::value(const QString &group, const QString &key) const
{
    const Entry *entry = find(group, key);
    if (!entry)
        return std::optional<QString>();
    const auto bytes = decoded(entry->rawValue);
    if (!bytes) {
        return fail(
            atLine(entry->line, QStringLiteral("%1 has a backslash that isn't followed by s, "
                                               "n, t, r or another backslash")
                                    .arg(key)));
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(*bytes);
    if (decoder.hasError())
        return fail(atLine(entry->line, QStringLiteral("the value of %1 isn't UTF-8").arg(key)));
    return text;
}

QStringList KeyFile::keys(const QString &group) const
{
    QStringList keys;
    for (const Group &candidate : m_groups) {
        for (const Entry &entry :
             candidate.name == group.toUtf8() ? candidate.entries : QList<Entry>())
            keys += QString::fromUtf8(entry.key);
    }
    return keys;
}

int KeyFile::line(const QString &group, const QString &key) const
{
    const Entry *entry = find(group, key);
    return entry ? entry->line : 0;
}

void KeyFile::set(const QString &group, const QString &key, const QString &value)
{
    put(openGroup(group.toUtf8()), {key.toUtf8(), encoded(value.toUtf8()), 0});
}

QByteArray KeyFile::toText() const
{
    QByteArray text;
    for (const Group &group : m_groups) {
        if (!text.isEmpty())
            text += '\n';
        text += '[' + group.name + "]\n";
        for (const Entry &entry : group.entries)
            text += entry.key + '=' + entry.rawValue + '\n';
    }
    return text;
}

KeyFile::Group &KeyFile::openGroup(const QByteArray &name)
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&](const Group &group) { return group.name == name; });
    if (found != m_groups.end())
        return *found;
    m_groups.append({name, {}});
    return m_groups.last();
}

void KeyFile::put(Group &group, const Entry &entry)
{
    const auto found = std::find_if(group.entries.begin(), group.entries.end(),
                                    [&](const Entry &old) { return old.key == entry.key; });
    if (found != group.entries.end())
        *found = entry;
    else
        group.entries.append(entry);
}

const KeyFile::Entry *KeyFile::find(const QString &group, const QString &key) const
{
    for (const Group &candidate : m_groups) {
        if (candidate.name != group.toUtf8())
            continue;
        for (const Entry &entry : candidate.entries) {
            if (entry.key == key.toUtf8())
                return &entry;
        }
    }
    return nullptr;
}

} // namespace ga
