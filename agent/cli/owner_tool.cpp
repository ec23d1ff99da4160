// SPDX-License-Identifier: Apache-2.0
// Configuration, output and times for the owner's subcommands.
#include "cli/owner_tool.h"

#include "app/configuration.h"
#include "app/owner_view.h"
#include "client/terminal_text.h"

#include <QDateTime>

#include <cstdio>

namespace ga {

namespace {

Invocation agentsInvocation(const QCommandLineParser &parser)
{
    QStringList arguments{QStringLiteral("qtga")};
    if (parser.isSet(QStringLiteral("config")))
        arguments += {QStringLiteral("-c"), parser.value(QStringLiteral("config"))};
    return {arguments, qEnvironmentVariable("QGA_CONF"), platformDefaults()};
}

} // namespace

QCommandLineOption configOption()
{
    return {{QStringLiteral("c"), QStringLiteral("config")},
            QStringLiteral("Read FILE in place of the agent's configuration file."),
            QStringLiteral("FILE")};
}

Result<Options> configuredOptions(const QCommandLineParser &parser)
{
    return readInstructions(agentsInvocation(parser)).map([](const Instructions &instructions) {
        return instructions.options;
    });
}

Options optionsToFindAgent(const QCommandLineParser &parser)
{
    return readableOptions(agentsInvocation(parser));
}

QString statusAddressFor(const QCommandLineParser &parser, const QString &option)
{
    if (parser.isSet(option))
        return parser.value(option);
    return statusAddress(optionsToFindAgent(parser));
}

int complain(const QString &text)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(terminalText(text)));
    return ToolFailed;
}

QString timeText(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 1000)
        return QStringLiteral("%1 ms").arg(milliseconds);
    const double seconds = double(milliseconds) / 1000;
    if (seconds < 90)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
    if (seconds < 90 * 60)
        return QStringLiteral("%1 min").arg(seconds / 60, 0, 'f', 0);
    return QStringLiteral("%1 h").arg(seconds / 3600, 0, 'f', 0);
}

} // namespace ga
