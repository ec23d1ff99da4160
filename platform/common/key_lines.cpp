// SPDX-License-Identifier: Apache-2.0
// Listing, adding and removing lines of authorized_keys.
#include "platform/common/key_lines.h"

#include <QSet>

#include <algorithm>

namespace ga {

namespace {

bool isKey(const QByteArray &trimmedLine)
{
    return !trimmedLine.isEmpty() && !trimmedLine.startsWith('#');
}

QByteArray withLineFeed(QByteArray content)
{
    return content.isEmpty() || content.endsWith('\n') ? content : content + '\n';
}

QSet<QByteArray> trimmedLines(const QByteArray &content)
{
    QSet<QByteArray> lines;
    for (const QByteArray &line : content.split('\n'))
        lines += line.trimmed();
    return lines;
}

} // namespace

bool canBeKeyLine(const QString &key)
{
    return !key.contains(QLatin1Char('\n')) && !key.contains(QChar(u'\0')) &&
           !key.trimmed().startsWith(QLatin1Char('#'));
}

Result<Nothing> checkKeyLines(const QList<QString> &keys)
{
    const auto wrong = std::find_if_not(keys.begin(), keys.end(), canBeKeyLine);
    if (wrong != keys.end())
        return fail(QStringLiteral("invalid OpenSSH public key: '%1'").arg(*wrong));
    return Nothing{};
}

QList<QString> keysIn(const QByteArray &content)
{
    QList<QString> keys;
    for (const QByteArray &line : content.split('\n')) {
        const QByteArray trimmed = line.trimmed();
        if (isKey(trimmed))
            keys += QString::fromUtf8(trimmed);
    }
    std::reverse(keys.begin(), keys.end());
    return keys;
}

QByteArray withKeys(const QByteArray &before, const QList<QString> &keys)
{
    QByteArray content = withLineFeed(before);
    QSet<QByteArray> known = trimmedLines(content);
    known += QByteArray(); // A blank line is no key: it is not added.
    for (const QString &key : keys) {
        const QByteArray line = key.toUtf8();
        const QByteArray trimmed = line.trimmed();
        if (known.contains(trimmed))
            continue;
        known += trimmed;
        content += line + '\n';
    }
    return content;
}

QByteArray withoutKeys(const QByteArray &content, const QList<QString> &keys)
{
    QSet<QByteArray> unwanted;
    for (const QString &key : keys)
        unwanted += key.toUtf8().trimmed();
    QList<QByteArray> lines = content.split('\n');
    const auto removed = lines.removeIf([&](const QByteArray &line) {
        const QByteArray trimmed = line.trimmed();
        return isKey(trimmed) && unwanted.contains(trimmed);
    });
    return removed == 0 ? content : withLineFeed(lines.join('\n'));
}

} // namespace ga
