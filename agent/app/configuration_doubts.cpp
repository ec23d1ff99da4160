// SPDX-License-Identifier: Apache-2.0
// Looks at the file once more, and at the lists that came of it.
#include "app/configuration_doubts.h"

#include "app/key_file.h"
#include "app/option_table.h"
#include "commands/catalogue.h"

#include <QFile>

#include <algorithm>

namespace ga {

namespace {

constexpr qint64 largestFile = 64 * 1024; // Bytes; a larger one is none that the agent takes.

bool isKnown(const QString &key)
{
    const auto rows = optionTable();
    return std::any_of(rows.begin(), rows.end(), [&](const OptionRow &row) {
        return (row.key && key == QLatin1StringView(row.key)) ||
               (row.oldKey && key == QLatin1StringView(row.oldKey));
    });
}

QList<Sentence> unknownKeys(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto keys = KeyFile::parse(file.read(largestFile));
    QList<Sentence> doubts;
    for (const QString &key : keys ? keys->keys(QStringLiteral("general")) : QStringList()) {
        if (!isKnown(key))
            doubts += Sentence{QT_TRANSLATE_NOOP("Doctor", "%1: there is no key %2"), {path, key}};
    }
    return doubts;
}

QStringList listOf(const Options &options, const OptionRow &row)
{
    if (const auto *list = std::get_if<QStringList Options::*>(&row.target))
        return options.**list;
    if (const auto *list = std::get_if<std::optional<QStringList> Options::*>(&row.target))
        return (options.**list).value_or(QStringList());
    return {};
}

bool isOfCommands(const OptionRow &row)
{
    return row.target == OptionTarget(&Options::blockRpcs) ||
           row.target == OptionTarget(&Options::allowRpcs);
}

} // namespace

QList<Sentence> configurationDoubts(const Options &options)
{
    QList<Sentence> doubts = unknownKeys(options.configFile);
    for (const OptionRow &row : optionTable()) {
        for (const QString &element : listOf(options, row)) {
            const QStringList where{options.configFile, QLatin1StringView(row.key), element};
            if (element != element.trimmed())
                doubts += Sentence{
                    QT_TRANSLATE_NOOP("Doctor",
                                      "%1: %2: the blank in '%3' is taken as a part of the name"),
                    where};
            else if (isOfCommands(row) && !element.isEmpty() && !findCommand(element.toUtf8()))
                doubts +=
                    Sentence{QT_TRANSLATE_NOOP("Doctor", "%1: %2: there is no command %3"), where};
        }
    }
    return doubts;
}

} // namespace ga
