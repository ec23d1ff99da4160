// SPDX-License-Identifier: Apache-2.0
// Asks the platform for each row of the catalogue; changes nothing.
#include "cli/doctor_command.h"

#include "commands/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace ga {

namespace {

QString reasonOff(const Command &command, const Platform &platform)
{
    return command.traits.needs ? command.traits.needs(platform) : QString();
}

QByteArray asText(const Platform &platform)
{
    QByteArray text;
    for (const Command &row : catalogue()) {
        const QString reason = reasonOff(row, platform);
        const QByteArray state = reason.isEmpty() ? QByteArray("ok") : "off: " + reason.toUtf8();
        text += QByteArray(row.name).leftJustified(34) + state + '\n';
    }
    return text;
}

QByteArray asJson(const Platform &platform)
{
    QJsonArray commands;
    for (const Command &row : catalogue()) {
        const QString reason = reasonOff(row, platform);
        QJsonObject command{{QStringLiteral("name"), QString::fromUtf8(row.name)},
                            {QStringLiteral("provided"), reason.isEmpty()}};
        if (!reason.isEmpty())
            command.insert(QStringLiteral("reason"), reason);
        commands.append(command);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("commands"), commands}}).toJson();
}

} // namespace

int runDoctor(const QStringList &arguments)
{
    const bool json = arguments == QStringList{QStringLiteral("--json")};
    if (!json && !arguments.isEmpty()) {
        std::fputs("usage: qtga doctor [--json]\n", stderr);
        return 2;
    }
    const Platform platform = createPlatform({});
    std::fputs((json ? asJson(platform) : asText(platform)).constData(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

} // namespace ga
