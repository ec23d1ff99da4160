// SPDX-License-Identifier: Apache-2.0
// Renders the option table and the table of subcommands.
#include "cli/program_text.h"

#include "app/command_line.h"
#include "app/option_table.h"
#include "app/version.h"
#include "cli/subcommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ga {

namespace {

void insertText(QJsonObject &object, const QString &key, const char *text)
{
    if (text)
        object.insert(key, QString::fromLatin1(text));
}

QJsonObject optionJson(const OptionRow &row, const PlatformDefaults &defaults)
{
    QJsonObject option;
    if (row.letter)
        option.insert(QStringLiteral("letter"), QString(QLatin1Char(row.letter)));
    insertText(option, QStringLiteral("name"), row.name);
    insertText(option, QStringLiteral("old-name"), row.oldName);
    insertText(option, QStringLiteral("key"), row.key);
    insertText(option, QStringLiteral("old-key"), row.oldKey);
    insertText(option, QStringLiteral("argument"), row.argument);
    insertText(option, QStringLiteral("help"), row.help);
    option.insert(QStringLiteral("argument-optional"), row.glued);
    if (const QString standard = defaultWords(row, defaults); !standard.isEmpty())
        option.insert(QStringLiteral("default"), standard);
    return option;
}

QJsonObject subcommandJson(const Subcommand &row)
{
    QJsonObject subcommand;
    insertText(subcommand, QStringLiteral("name"), row.name);
    insertText(subcommand, QStringLiteral("usage"), row.usage);
    insertText(subcommand, QStringLiteral("summary"), row.summary);
    return subcommand;
}

} // namespace

QByteArray programJson()
{
    const PlatformDefaults defaults = platformDefaults();
    QJsonArray options;
    for (const OptionRow &row : optionTable()) {
        if (!row.name || hasLongName(row, defaults))
            options.append(optionJson(row, defaults));
    }
    QJsonArray tools;
    for (const Subcommand &row : subcommands())
        tools.append(subcommandJson(row));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), agentVersion()},
                                     {QStringLiteral("options"), options},
                                     {QStringLiteral("subcommands"), tools}})
        .toJson();
}

} // namespace ga
