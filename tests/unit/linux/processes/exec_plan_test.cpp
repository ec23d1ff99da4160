// SPDX-License-Identifier: Apache-2.0
// Where a program is looked for.
#include "platform/linux/processes/exec_plan.h"

#include <QTest>

using namespace ga;

class ExecPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programWithASlashIsItself();
    void programWithoutOneIsLookedForInEachDirectory();
    void emptyDirectoryIsTheWorkingDirectory();
    void emptyProgramIsNowhere();
    void givenEnvironmentsPathIsSearched();
    void agentsPathIsSearchedWhereTheEnvironmentHasNone();
    void withoutAnyPathTheStandardOneIsSearched();
};

void ExecPlanTest::programWithASlashIsItself()
{
    QCOMPARE(programCandidates("./x", "/bin"), std::vector<QByteArray>{"./x"});
    QCOMPARE(programCandidates("a/x", "/bin"), std::vector<QByteArray>{"a/x"});
}

void ExecPlanTest::programWithoutOneIsLookedForInEachDirectory()
{
    QCOMPARE(programCandidates("x", "/bin:/usr/bin"),
             (std::vector<QByteArray>{"/bin/x", "/usr/bin/x"}));
}

void ExecPlanTest::emptyDirectoryIsTheWorkingDirectory()
{
    QCOMPARE(programCandidates("x", ":/bin:"), (std::vector<QByteArray>{"./x", "/bin/x", "./x"}));
    QCOMPARE(programCandidates("x", ""), std::vector<QByteArray>{"./x"});
}

void ExecPlanTest::emptyProgramIsNowhere()
{
    QVERIFY(programCandidates("", "/bin").empty());
}

void ExecPlanTest::givenEnvironmentsPathIsSearched()
{
    const QList<QString> environment{QStringLiteral("XPATH=/x"), QStringLiteral("PATH=/a:/b"),
                                     QStringLiteral("PATH=/c")};
    QCOMPARE(searchPath(environment), QByteArray("/a:/b"));
    QCOMPARE(searchPath(QList<QString>{QStringLiteral("PATH=")}), QByteArray(""));
}

void ExecPlanTest::agentsPathIsSearchedWhereTheEnvironmentHasNone()
{
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", "/agent");
    QCOMPARE(searchPath(std::nullopt), QByteArray("/agent"));
    QCOMPARE(searchPath(QList<QString>{}), QByteArray("/agent"));
    QCOMPARE(searchPath(QList<QString>{QStringLiteral("A=1"), QStringLiteral("PATH")}),
             QByteArray("/agent"));
    qputenv("PATH", before);
}

void ExecPlanTest::withoutAnyPathTheStandardOneIsSearched()
{
    const QByteArray before = qgetenv("PATH");
    qunsetenv("PATH");
    QCOMPARE(searchPath(std::nullopt), QByteArray("/bin:/usr/bin"));
    qputenv("PATH", before);
}

QTEST_GUILESS_MAIN(ExecPlanTest)
#include "exec_plan_test.moc"
