// SPDX-License-Identifier: Apache-2.0
// Reads the command line and says what is wrong with it.
#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace ga {

namespace {

struct Options
{
    Q_DECLARE_TR_FUNCTIONS(Options)
};

const QStringList appearanceNames{QStringLiteral("system"), QStringLiteral("light"),
                                  QStringLiteral("dark")};

void say(std::FILE *stream, const QString &text)
{
    std::fputs((text + u'\n').toLocal8Bit().constData(), stream);
}

// The place of `value` among `names`; -1 where it is none of them, which has been said.
int choice(const QCommandLineParser &parser, const QCommandLineOption &option,
           const QStringList &names)
{
    const qsizetype place = names.indexOf(parser.value(option));
    if (place < 0)
        say(stderr, Options::tr("--%1 is one of: %2")
                        .arg(option.names().constFirst(), names.join(QStringLiteral(", "))));
    return int(place);
}

} // namespace

QStringList pageNames()
{
    return {QStringLiteral("overview"), QStringLiteral("activity"), QStringLiteral("permissions"),
            QStringLiteral("doctor")};
}

std::optional<Page> pageNamed(const QString &name)
{
    const qsizetype place = pageNames().indexOf(name);
    return place < 0 ? std::nullopt : std::optional(Page(place));
}

QString nameOf(std::optional<Page> page)
{
    return page ? pageNames().at(int(*page)) : QString();
}

std::optional<TrayOptions> readOptions(const QStringList &arguments, int &exitCode)
{
    const QCommandLineOption window(
        QStringLiteral("window"),
        Options::tr("Show the window at once; without a tray the program ends with it."));
    const QCommandLineOption page(
        QStringLiteral("page"),
        Options::tr("The window's page: %1.").arg(pageNames().join(QStringLiteral(", "))),
        QStringLiteral("page"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  Options::tr("Play this file instead of asking an agent."),
                                  QStringLiteral("file"));
    const QCommandLineOption address(QStringLiteral("status-address"),
                                     Options::tr("Where the agent tells its status."),
                                     QStringLiteral("address"));
    const QCommandLineOption agent(QStringLiteral("agent"), Options::tr("The program qtga."),
                                   QStringLiteral("path"));
    const QCommandLineOption appearance(
        QStringLiteral("appearance"),
        Options::tr("Colours: %1.").arg(appearanceNames.join(QStringLiteral(", "))),
        QStringLiteral("colours"), appearanceNames.constFirst());
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Options::tr("Shows what the guest agent does, in the desktop's tray."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({window, page, demo, address, agent, appearance});

    exitCode = 2;
    if (!parser.parse(arguments) || !parser.positionalArguments().isEmpty()) {
        say(stderr,
            parser.errorText().isEmpty()
                ? Options::tr("no such argument: %1").arg(parser.positionalArguments().constFirst())
                : parser.errorText());
        return std::nullopt;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        say(stdout, parser.isSet(help) ? parser.helpText()
                                       : QCoreApplication::applicationName() + u' ' +
                                             QCoreApplication::applicationVersion());
        exitCode = 0;
        return std::nullopt;
    }
    const int appearanceNumber = choice(parser, appearance, appearanceNames);
    if (appearanceNumber < 0 || (parser.isSet(page) && choice(parser, page, pageNames()) < 0))
        return std::nullopt;
    return TrayOptions{parser.isSet(window), pageNamed(parser.value(page)),
                       parser.value(demo),   parser.value(address),
                       parser.value(agent),  Appearance(appearanceNumber)};
}

} // namespace ga
