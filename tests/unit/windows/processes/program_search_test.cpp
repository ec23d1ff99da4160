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
    return programCall(path, path, arguments, QStringLiteral("S:\\cmd.exe")).commandLine;
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
        QCOMPARE(call.application, QStringLiteral("S:\\ping.exe"));
        QCOMPARE(call.commandLine, QStringLiteral("ping -n \"a b\\\"c\""));
    }

    void batchFileIsRunByTheShell()
    {
        const auto call = programCall(QStringLiteral("C:\\my x\\r.BAT"), QStringLiteral("r"),
                                      {QStringLiteral("a&b"), QStringLiteral("\"")},
                                      QStringLiteral("S:\\cmd.exe"));
        QCOMPARE(call.application, QStringLiteral("S:\\cmd.exe"));
        QCOMPARE(call.commandLine,
                 QStringLiteral("cmd.exe /d /s /c \"\"C:\\my x\\r.BAT\" \"a&b\" \"\"\"\"\""));
        QVERIFY(commandLine("C:\\r.cmd", {}).startsWith(QLatin1StringView("cmd.exe ")));
        QVERIFY(!commandLine("C:\\r.cmd.exe", {}).startsWith(QLatin1StringView("cmd.exe ")));
    }
};

QTEST_GUILESS_MAIN(ProgramSearchTest)
#include "program_search_test.moc"
