// SPDX-License-Identifier: Apache-2.0
// A program's environment as CreateProcess() takes it.
#include "platform/windows/processes/environment_block.h"

#include <algorithm>

namespace ga {

namespace {

// A name may begin with "=": Windows keeps the directories of its drives in "=C:".
QString nameOf(const QString &entry)
{
    const qsizetype equals = entry.indexOf(u'=', 1);
    return entry.left(equals < 0 ? entry.size() : equals);
}

} // namespace

QString environmentBlock(QList<QString> environment)
{
    std::stable_sort(environment.begin(), environment.end(),
                     [](const QString &left, const QString &right) {
                         return nameOf(left).toUpper() < nameOf(right).toUpper();
                     });
    QString block;
    for (const QString &entry : environment)
        block += entry + QChar(u'\0');
    if (block.isEmpty())
        block += QChar(u'\0');
    return block + QChar(u'\0');
}

std::optional<QString> valueIn(const QList<QString> &environment, const QString &name)
{
    for (const QString &entry : environment) {
        if (nameOf(entry).compare(name, Qt::CaseInsensitive) == 0 && entry.size() > name.size())
            return entry.sliced(name.size() + 1);
    }
    return std::nullopt;
}

} // namespace ga
