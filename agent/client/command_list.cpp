// SPDX-License-Identifier: Apache-2.0
// One line a command: its name, whether it is on, and what the catalogue says it does.
#include "client/command_list.h"

#include "client/terminal_text.h"
#include "commands/catalogue.h"

#include <algorithm>

namespace ga {

namespace {

struct Line
{
    QString name;
    bool enabled;
    QString summary;
};

Line readLine(const Value &command)
{
    const QJsonObject object = command.object();
    const QString name = command.child(object.value(u"name")).toString();
    const Command *row = findCommand(name.toUtf8());
    return {terminalText(name), object.value(u"enabled").toBool(),
            row ? QString::fromUtf8(row->summary) : QString()};
}

QList<Line> readLines(const Value &commands)
{
    QList<Line> lines;
    const QJsonArray array = commands.array();
    for (const QJsonValue &command : array)
        lines.append(readLine(commands.child(command)));
    std::sort(lines.begin(), lines.end(),
              [](const Line &a, const Line &b) { return a.name < b.name; });
    return lines;
}

} // namespace

ClientResult<QString> commandTable(const Reply &info)
{
    const Value result = info.result();
    const Value commands = result.child(result.object().value(u"supported_commands"));
    if (commands.kind() != Value::Kind::Array)
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("the agent's answer to guest-info lists no commands"));
    const QList<Line> lines = readLines(commands);
    qsizetype width = 0;
    for (const Line &line : lines)
        width = std::max(width, line.name.size());
    const auto enabled =
        std::count_if(lines.begin(), lines.end(), [](const Line &line) { return line.enabled; });
    QString table =
        QStringLiteral("Agent %1: %2 commands, %3 of them disabled\n\n")
            .arg(terminalText(result.child(result.object().value(u"version")).toString()))
            .arg(lines.size())
            .arg(lines.size() - enabled);
    for (const Line &line : lines) {
        const QString text =
            QStringLiteral("%1  %2  %3")
                .arg(line.name.leftJustified(width),
                     line.enabled ? QStringLiteral("on      ") : QStringLiteral("disabled"),
                     line.summary);
        table += text.trimmed() + u'\n';
    }
    return table;
}

} // namespace ga
