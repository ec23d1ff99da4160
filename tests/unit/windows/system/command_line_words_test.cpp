// SPDX-License-Identifier: Apache-2.0
// Words become one string by Microsoft's rules.
#include "platform/windows/system/command_line_words.h"

#include <QTest>

class CommandLineWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreQuotedWhereTheyMustBe_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const QStringList &words, const char *line) {
            QTest::newRow(name) << words << QString::fromLatin1(line);
        };
        row("plain", {QStringLiteral("a"), QStringLiteral("b")}, "a b");
        row("empty", {QStringLiteral("a"), QString()}, "a \"\"");
        row("space", {QStringLiteral("C:\\Program Files\\a.exe"), QStringLiteral("b")},
            "\"C:\\Program Files\\a.exe\" b");
        row("tab", {QStringLiteral("a\tb")}, "\"a\tb\"");
        row("backslash stays", {QStringLiteral("a\\b\\")}, "a\\b\\");
        row("backslash at the end of quotes", {QStringLiteral("a b\\")}, "\"a b\\\\\"");
        row("quotation mark", {QStringLiteral("a\"b")}, "\"a\\\"b\"");
        row("backslash before one", {QStringLiteral("a\\\"b")}, "\"a\\\\\\\"b\"");
    }

    void wordsAreQuotedWhereTheyMustBe()
    {
        QFETCH(QStringList, words);
        QTEST(ga::commandLineOf(words), "line");
    }
};

QTEST_APPLESS_MAIN(CommandLineWordsTest)
#include "command_line_words_test.moc"
