// SPDX-License-Identifier: Apache-2.0
// How the lines of os-release(5) are read.
#include "platform/linux/identity/assignments.h"

#include <QTest>

using namespace ga;

class AssignmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void linesThatAssignNothing_data();
    void linesThatAssignNothing();
    void everyLineIsRead();
    void lastAssignmentCounts();
    void valueThatIsNotUtf8IsLeftOut();
};

void AssignmentsTest::values_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *line, const char *value) {
        QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(value);
    };
    row("plain", "X=debian", "debian");
    row("empty", "X=", "");
    row("empty quotes", "X=\"\"", "");
    row("double quotes", "X=\"Debian GNU/Linux 12 (bookworm)\"", "Debian GNU/Linux 12 (bookworm)");
    row("single quotes", "X='Single Quoted'", "Single Quoted");
    row("escapes in double quotes", R"(X="\" \$ \` \\ \'")", R"(" $ ` \ ')");
    row("other backslashes in double quotes stay", R"(X="\n \x")", R"(\n \x)");
    row("backslashes in single quotes stay", R"(X='\" \\')", R"(\" \\)");
    row("double quotes in single quotes", R"(X='a "b" c')", R"(a "b" c)");
    row("single quotes in double quotes", R"(X="it's")", "it's");
    row("plain ends at a blank", "X=foo bar", "foo");
    row("plain ends at a tab", "X=foo\tbar", "foo");
    row("plain ends at a semicolon", "X=foo;bar", "foo");
    row("what follows quotes is cut too", "X=\"a\" b", "a");
    row("pieces are joined", R"(X="A"'B'C)", "ABC");
    row("quotes in the middle", "X=ab'c d'e", "abc de");
    row("backslash without quotes", R"(X=a\ b\$c)", "a b$c");
    row("number sign inside", "X=a#b", "a#b");
    row("carriage return", "X=1\r", "1");
    row("carriage return after quotes", "X=\"1\"\r", "1");
    row("blanks around", "  X = y  ", "y");
    row("open double quotes", "X=\"un'closed", "un'closed");
    row("open single quotes", "X='unclosed", "unclosed");
    row("backslash at the end", "X=a\\", "a\\");
    row("backslash at the end of double quotes", "X=\"a\\", "a\\");
    row("equals sign in the value", "X=a=b", "a=b");
    row("not ASCII", "X=\"Größe\"", "Größe");
}

void AssignmentsTest::values()
{
    QFETCH(QByteArray, line);
    const auto parsed = parseAssignments(line);
    QCOMPARE(parsed.size(), 1);
    QTEST(parsed.value("X"), "value");
    QCOMPARE(parseAssignments(line + "\n"), parsed);
}

void AssignmentsTest::linesThatAssignNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blank lines") << QByteArray("\n \n\n");
    QTest::newRow("comment") << QByteArray("# X=1");
    QTest::newRow("comment behind blanks") << QByteArray("  #X=1");
    QTest::newRow("no equals sign") << QByteArray("garbage");
    QTest::newRow("no name") << QByteArray("=value");
    QTest::newRow("more than a name") << QByteArray("export X=1");
    QTest::newRow("zeros") << QByteArray(100, '\0');
}

void AssignmentsTest::linesThatAssignNothing()
{
    QFETCH(QByteArray, content);
    QVERIFY(parseAssignments(content).isEmpty());
}

void AssignmentsTest::everyLineIsRead()
{
    const auto parsed = parseAssignments("A=1\ngarbage\n# B=0\nB='2'\n\nC_3=\"3\"");
    QCOMPARE(parsed, (QHash<QByteArray, QString>{{"A", QStringLiteral("1")},
                                                 {"B", QStringLiteral("2")},
                                                 {"C_3", QStringLiteral("3")}}));
}

void AssignmentsTest::lastAssignmentCounts()
{
    QCOMPARE(parseAssignments("X=first\nX=second\n").value("X"), QStringLiteral("second"));
}

void AssignmentsTest::valueThatIsNotUtf8IsLeftOut()
{
    const auto parsed = parseAssignments("A=\"bad \xff\"\nB=good\nC=\xc3");
    QCOMPARE(parsed, (QHash<QByteArray, QString>{{"B", QStringLiteral("good")}}));
}

QTEST_GUILESS_MAIN(AssignmentsTest)
#include "assignments_test.moc"
