// SPDX-License-Identifier: Apache-2.0
// Which file a program's name means on Windows, and how it is called.
#include "platform/windows/processes/program_search.h"

#include <QTest>

using namespace ga;

namespace {

QStringList candidates(const char *program, const char *path = "")
{
    return programCandidates(QString::fromLatin1(program), {QStringLiteral("S:\\sys")},
                             QString::fromLatin1(path));
}

QString commandLine(const char *file, const QStringList &arguments)
{
    const QString path = QString::fromLatin1(file);
    const auto call = programCall(path, path, arguments, QStringLiteral("S:\\cmd.exe"));
    return call ? call->commandLine : call.error().description;
}

} // namespace

class ProgramSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameIsLookedForInTheDirectoriesInTheirOrder()
    {
        QCOMPARE(candidates("ping.exe", "C:\\a;;\"C:\\b c\";D:\\"),
                 (QStringList{QStringLiteral("S:\\sys\\ping.exe"), QStringLiteral("C:\\a\\ping.exe"),
                              QStringLiteral("C:\\b c\\ping.exe"), QStringLiteral("D:\\ping.exe")}));
    }

    void endingIsAddedWhereThereIsNone()
    {
        QCOMPARE(candidates("ping"),
                 (QStringList{QStringLiteral("S:\\sys\\ping.com"), QStringLiteral("S:\\sys\\ping.exe"),
                              QStringLiteral("S:\\sys\\ping.bat"), QStringLiteral("S:\\sys\\ping.cmd"),
                              QStringLiteral("S:\\sys\\ping")}));
        QVERIFY(candidates("python3.11").contains(QStringLiteral("S:\\sys\\python3.11.exe")));
        QCOMPARE(candidates("RUN.CMD").size(), 1);
    }

    void nameWithADirectoryIsItself()
    {
        for (const char *program : {"C:\\x\\a.exe", "C:/x/a.exe", ".\\a.exe", "C:a.exe"})
            QCOMPARE(candidates(program, "C:\\p"), QStringList(QString::fromLatin1(program)));
        QCOMPARE(candidates("C:\\x\\a", "C:\\p").size(), 5);
    }

    void emptyNameIsNothing()
    {
        QVERIFY(candidates("", "C:\\a").isEmpty());
    }

    void programIsCalledWithItsWords()
    {
        const auto call = programCall(QStringLiteral("S:\\ping.exe"), QStringLiteral("ping"),
                                      {QStringLiteral("-n"), QStringLiteral("a b\"c")},
                                      QStringLiteral("S:\\cmd.exe"));
        QCOMPARE(call->application, QStringLiteral("S:\\ping.exe"));
        QCOMPARE(call->commandLine, QStringLiteral("ping -n \"a b\\\"c\""));
    }

    void batchFileIsRunByTheShell()
    {
        const auto call = programCall(QStringLiteral("C:\\my x\\r.BAT"), QStringLiteral("r"),
                                      {QStringLiteral("a&b")}, QStringLiteral("S:\\cmd.exe"));
        QCOMPARE(call->application, QStringLiteral("S:\\cmd.exe"));
        QCOMPARE(call->commandLine, QStringLiteral("cmd.exe /e:ON /v:OFF /d /s /c "
                                                   "\"\"C:\\my x\\r.BAT\" \"a&b\"\""));
        QVERIFY(commandLine("C:\\r.cmd", {}).startsWith(QLatin1StringView("cmd.exe ")));
        QVERIFY(!commandLine("C:\\r.cmd.exe", {}).startsWith(QLatin1StringView("cmd.exe ")));
    }

    void argumentOfABatchFileIsNothingButAWord_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QString>("written");
        const auto row = [](const char *argument, const char *written) {
            QTest::newRow(argument)
                << QString::fromLatin1(argument) << QString::fromLatin1(written);
        };
        row("", "\"\"");
        row("\"", "\"\"\"\"");
        row("100%", "\"100%%cd:~,%\"");
        row("%OS%", "\"%%cd:~,%OS%%cd:~,%\"");
        row("%CMDCMDLINE:~-1%&x", "\"%%cd:~,%CMDCMDLINE:~-1%%cd:~,%&x\"");
        row("a\\", "\"a\\\\\"");
        row("a\\b", "\"a\\b\"");
        row("a\\\"&b", "\"a\\\\\"\"&b\"");
    }

    void argumentOfABatchFileIsNothingButAWord()
    {
        QFETCH(QString, argument);
        QFETCH(QString, written);
        QCOMPARE(commandLine("C:\\r.bat", {argument}),
                 QStringLiteral("cmd.exe /e:ON /v:OFF /d /s /c \"\"C:\\r.bat\" %1\"").arg(written));
    }

    void percentSignsInABatchFilesNameStay()
    {
        QVERIFY(commandLine("C:\\%OS%.bat", {})
                    .contains(QLatin1StringView("C:\\%%cd:~,%OS%%cd:~,%.bat")));
    }

    void lineBreakInAnArgumentOfABatchFileIsAnError()
    {
        for (const char *argument : {"a\nb", "a\r", "\n"}) {
            QCOMPARE(commandLine("C:\\r.bat", {QString::fromLatin1(argument)}),
                     QStringLiteral("a batch file can't be given an argument with a line break"));
        }
        QCOMPARE(commandLine("C:\\r.exe", {QStringLiteral("a\nb")}),
                 QStringLiteral("C:\\r.exe \"a\nb\""));
    }
};

QTEST_GUILESS_MAIN(ProgramSearchTest)
#include "program_search_test.moc"
