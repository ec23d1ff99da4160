// SPDX-License-Identifier: Apache-2.0
// The command line is read as getopt_long(3) reads qemu-ga's.
#include "app/command_line.h"

#include "app_fixtures.h"

#include <QTest>

using namespace ga;
using namespace ga::test;

namespace {

// "name=value name=value", by the rows' first long names.
QString usesText(const CommandLine &line)
{
    QStringList uses;
    for (const OptionUse &use : line.uses)
        uses += QString::fromLatin1(use.row->name) + u'=' + use.value;
    return uses.join(u' ');
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEverySpelling_data();
    void readsEverySpelling();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void stopsAtTheFirstOptionThatPrints_data();
    void stopsAtTheFirstOptionThatPrints();
    void hasServiceByNameOnlyWhereThereIsOne();
    void helpNamesEveryOptionAndKey();
    void noTwoRowsShareASpelling();
};

void CommandLineTest::readsEverySpelling_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("uses");

    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("separate") << "-m x -p y"
                              << "method=x path=y";
    QTest::newRow("joined") << "-mx -py"
                            << "method=x path=y";
    QTest::newRow("long with equals") << "--method=x --path="
                                      << "method=x path=";
    QTest::newRow("long with a word") << "--method x"
                                      << "method=x";
    QTest::newRow("an equals sign in the value") << "--path=a=b"
                                                 << "path=a=b";
    QTest::newRow("every switch") << "-d -v -r -D"
                                  << "daemonize=true verbose=true retry-path=true dump-conf=true";
    QTest::newRow("every argument")
        << "-l a -f b -t c -b d -a e -c f -s g"
        << "logfile=a pidfile=b statedir=c block-rpcs=d allow-rpcs=e config=f service=g";
    QTest::newRow("combined") << "-vdr"
                              << "verbose=true daemonize=true retry-path=true";
    QTest::newRow("combined with an argument") << "-vp x"
                                               << "verbose=true path=x";
    QTest::newRow("combined with a joined argument") << "-vpxd"
                                                     << "verbose=true path=xd";
    QTest::newRow("hook alone") << "-F /x"
                                << "fsfreeze-hook=/etc/hook";
    QTest::newRow("hook glued") << "-F/x"
                                << "fsfreeze-hook=/x";
    QTest::newRow("long hook alone") << "--fsfreeze-hook /x"
                                     << "fsfreeze-hook=/etc/hook";
    QTest::newRow("long hook glued") << "--fsfreeze-hook=/x"
                                     << "fsfreeze-hook=/x";
    QTest::newRow("abbreviated")
        << "--verb --da --me=x --re --fs"
        << "verbose=true daemonize=true method=x retry-path=true fsfreeze-hook=/etc/hook";
    QTest::newRow("abbreviation of the state directory") << "--s=x"
                                                         << "statedir=x";
    QTest::newRow("abbreviation of two spellings of one") << "--bl=x"
                                                          << "block-rpcs=x";
    QTest::newRow("old spelling") << "--blacklist=a --blacklist b"
                                  << "block-rpcs=a block-rpcs=b";
    QTest::newRow("end of options") << "-v -- -d"
                                    << "verbose=true";
    QTest::newRow("positional") << "a -v - b -r"
                                << "verbose=true retry-path=true";
    QTest::newRow("an option as an argument") << "-p -v"
                                              << "path=-v";
    QTest::newRow("the end mark as an argument") << "-p -- -v"
                                                 << "path=-- verbose=true";
    QTest::newRow("empty words") << "'' -p ''"
                                 << "path=";
}

void CommandLineTest::readsEverySpelling()
{
    QFETCH(QString, words);
    const auto line = parseCommandLine(commandLineWords(words), inventedDefaults());
    QVERIFY2(line, line ? "" : qPrintable(line.error().description));
    QTEST(usesText(*line), "uses");
    QCOMPARE(line->end, CommandLineEnd::Arguments);
}

void CommandLineTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("message");

    QTest::newRow("unknown letter") << "-x"
                                    << "invalid option -- 'x'";
    QTest::newRow("unknown letter among others") << "-vX"
                                                 << "invalid option -- 'X'";
    QTest::newRow("unknown name") << "--nosuch=1"
                                  << "unrecognized option '--nosuch=1'";
    QTest::newRow("ambiguous")
        << "--p=x"
        << "option '--p=x' is ambiguous; possibilities: '--path' '--pidfile'";
    QTest::newRow("a letter's argument is missing") << "-p"
                                                    << "option requires an argument -- 'p'";
    QTest::newRow("a name's argument is missing") << "--path"
                                                  << "option '--path' requires an argument";
    QTest::newRow("a switch with an argument") << "--verb=1"
                                               << "option '--verbose' doesn't allow an argument";
    QTest::newRow("an option that POSIX lacks") << "--service x"
                                                << "unrecognized option '--service'";
    QTest::newRow("a key of the file only") << "--log-level=debug"
                                            << "unrecognized option '--log-level=debug'";
    QTest::newRow("before what prints") << "-x -V"
                                        << "invalid option -- 'x'";
}

void CommandLineTest::saysWhatIsWrong()
{
    QFETCH(QString, words);
    QFETCH(QString, message);
    const auto line = parseCommandLine(commandLineWords(words), inventedDefaults());
    QVERIFY(!line);
    QCOMPARE(line.error().description,
             QStringLiteral("prog: ") + message +
                 QStringLiteral("\nUnknown option, try 'prog --help' for more information."));
}

void CommandLineTest::stopsAtTheFirstOptionThatPrints_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<CommandLineEnd>("end");

    QTest::newRow("version") << "-v -V -x" << CommandLineEnd::Version;
    QTest::newRow("help") << "-h -x" << CommandLineEnd::Help;
    QTest::newRow("long help") << "--help --version" << CommandLineEnd::Help;
    QTest::newRow("within combined letters") << "-vVx" << CommandLineEnd::Version;
    QTest::newRow("block help") << "-b help -x" << CommandLineEnd::CommandNames;
    QTest::newRow("block question mark") << "-b ? -V" << CommandLineEnd::CommandNames;
    QTest::newRow("allow help") << "--allow-rpcs=help" << CommandLineEnd::CommandNames;
    QTest::newRow("help in a list") << "-b help,x" << CommandLineEnd::Arguments;
    QTest::newRow("help of no list") << "-p help" << CommandLineEnd::Arguments;
}

void CommandLineTest::stopsAtTheFirstOptionThatPrints()
{
    QFETCH(QString, words);
    const auto line = parseCommandLine(commandLineWords(words), inventedDefaults());
    QVERIFY(line);
    QTEST(line->end, "end");
}

void CommandLineTest::hasServiceByNameOnlyWhereThereIsOne()
{
    const PlatformDefaults defaults = inventedDefaultsWithService();
    const auto line = parseCommandLine(commandLineWords(QStringLiteral("--service x")), defaults);
    QVERIFY(line);
    QCOMPARE(usesText(*line), QStringLiteral("service=x"));
    QVERIFY(!parseCommandLine(commandLineWords(QStringLiteral("--s x")), defaults));
}

void CommandLineTest::helpNamesEveryOptionAndKey()
{
    const QString help = helpText(QStringLiteral("prog"), inventedDefaultsWithService());
    for (const OptionRow &row : optionTable()) {
        QVERIFY2(row.help && *row.help, row.name);
        const QString spelling = row.name ? QStringLiteral("--") + QLatin1StringView(row.name)
                                          : QString::fromLatin1(row.key);
        QVERIFY2(help.contains(spelling), qPrintable(spelling));
    }
    const QStringList lines = help.split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() < 80, qPrintable(line));
    QVERIFY(help.contains(QStringLiteral("(default: virtio-serial)")));
    QVERIFY(!helpText(QStringLiteral("prog"), inventedDefaults())
                 .contains(QStringLiteral("--service")));
}

void CommandLineTest::noTwoRowsShareASpelling()
{
    QStringList spellings;
    for (const OptionRow &row : optionTable()) {
        QVERIFY(row.name || row.key);
        for (const char *name : {row.name, row.oldName})
            spellings += name ? QStringLiteral("--") + QLatin1StringView(name) : QString();
        for (const char *key : {row.key, row.oldKey})
            spellings += QString::fromLatin1(key);
        spellings += row.letter ? QString(QLatin1Char(row.letter)) : QString();
    }
    spellings.removeAll(QString());
    const QStringList all = spellings;
    QCOMPARE(spellings.removeDuplicates(), 0);
    QVERIFY(all.size() > 30);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
