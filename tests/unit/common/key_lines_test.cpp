// SPDX-License-Identifier: Apache-2.0
// How the lines of authorized_keys are listed, added and removed.
#include "platform/common/key_lines.h"

#include <QTest>

using namespace ga;

namespace {

QList<QString> texts(std::initializer_list<const char *> keys)
{
    QList<QString> list;
    for (const char *key : keys)
        list += QString::fromUtf8(key);
    return list;
}

} // namespace

class KeyLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listing_data();
    void listing();
    void adding_data();
    void adding();
    void removing_data();
    void removing();
    void everyListedKeyCanBeRemoved();
    void keysThatCannotBeALine_data();
    void keysThatCannotBeALine();
};

void KeyLinesTest::listing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QList<QString>>("keys");
    QTest::newRow("empty") << QByteArray() << texts({});
    QTest::newRow("last first") << QByteArray("k1\nk2\nk3\n") << texts({"k3", "k2", "k1"});
    QTest::newRow("no line feed at the end") << QByteArray("k1\nk2") << texts({"k2", "k1"});
    QTest::newRow("blanks around") << QByteArray("  k1 x \t\r\n") << texts({"k1 x"});
    QTest::newRow("comments and blank lines")
        << QByteArray("# a\n\nk1\n  # b\n \t\n") << texts({"k1"});
    QTest::newRow("twice") << QByteArray("k1\nk1\n") << texts({"k1", "k1"});
    QTest::newRow("not UTF-8") << QByteArray("ab\xff"
                                             "cd\n")
                               << texts({"ab\xef\xbf\xbd"
                                         "cd"});
}

void KeyLinesTest::listing()
{
    QFETCH(QByteArray, content);
    QTEST(keysIn(content), "keys");
}

void KeyLinesTest::adding_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QList<QString>>("keys");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("to nothing") << QByteArray() << texts({"k1", "k2"}) << QByteArray("k1\nk2\n");
    QTest::newRow("nothing to nothing") << QByteArray() << texts({}) << QByteArray();
    QTest::newRow("behind the others")
        << QByteArray("k1\n") << texts({"k2"}) << QByteArray("k1\nk2\n");
    QTest::newRow("behind a line without a line feed")
        << QByteArray("k1") << texts({"k2"}) << QByteArray("k1\nk2\n");
    QTest::newRow("already there")
        << QByteArray("k1\nk2\n") << texts({"k1"}) << QByteArray("k1\nk2\n");
    QTest::newRow("there with blanks")
        << QByteArray("  k1 \r\n") << texts({"k1"}) << QByteArray("  k1 \r\n");
    QTest::newRow("the same twice") << QByteArray() << texts({"k1", "k1"}) << QByteArray("k1\n");
    QTest::newRow("part of another")
        << QByteArray("k1 x\n") << texts({"k1"}) << QByteArray("k1 x\nk1\n");
    QTest::newRow("blank") << QByteArray("k1\n") << texts({"", " "}) << QByteArray("k1\n");
    QTest::newRow("comments stay")
        << QByteArray("# a\n\nk1\n") << texts({"k2"}) << QByteArray("# a\n\nk1\nk2\n");
    QTest::newRow("bytes stay") << QByteArray("\xff\n") << texts({"ö"})
                                << QByteArray("\xff\n\xc3\xb6\n");
}

void KeyLinesTest::adding()
{
    QFETCH(QByteArray, before);
    QFETCH(QList<QString>, keys);
    QTEST(withKeys(before, keys), "after");
}

void KeyLinesTest::removing_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QList<QString>>("keys");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("one") << QByteArray("k1\nk2\nk3\n") << texts({"k2"}) << QByteArray("k1\nk3\n");
    QTest::newRow("every occurrence")
        << QByteArray("k1\nk2\nk1\n") << texts({"k1"}) << QByteArray("k2\n");
    QTest::newRow("all") << QByteArray("k1\nk2\n") << texts({"k1", "k2"}) << QByteArray();
    QTest::newRow("the last, without a line feed")
        << QByteArray("k1\nk2") << texts({"k2"}) << QByteArray("k1\n");
    QTest::newRow("unknown") << QByteArray("k1\nk2") << texts({"k3"}) << QByteArray("k1\nk2");
    QTest::newRow("part of another")
        << QByteArray("k1 x\n") << texts({"k1"}) << QByteArray("k1 x\n");
    QTest::newRow("comments and blank lines stay")
        << QByteArray("# k1\n\nk1\n") << texts({"k1", "", " "}) << QByteArray("# k1\n\n");
    QTest::newRow("none") << QByteArray("k1\n") << texts({}) << QByteArray("k1\n");
}

void KeyLinesTest::removing()
{
    QFETCH(QByteArray, before);
    QFETCH(QList<QString>, keys);
    QTEST(withoutKeys(before, keys), "after");
}

void KeyLinesTest::everyListedKeyCanBeRemoved()
{
    const QByteArray content("k1  \n\t k2\r\n k3");
    QCOMPARE(withoutKeys(content, keysIn(content)), QByteArray());
}

void KeyLinesTest::keysThatCannotBeALine_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("possible");
    QTest::newRow("key") << QStringLiteral("ssh-ed25519 AAAA joe@host") << true;
    QTest::newRow("anything") << QStringLiteral("anything goes") << true;
    QTest::newRow("options") << QStringLiteral("command=\"a # b\" ssh-rsa AAAA") << true;
    QTest::newRow("comment") << QStringLiteral("#x") << false;
    QTest::newRow("comment behind blanks") << QStringLiteral(" \t#x") << false;
    QTest::newRow("two lines") << QStringLiteral("a\nb") << false;
    QTest::newRow("line feed at the end") << QStringLiteral("a\n") << false;
    QTest::newRow("NUL") << QString(QStringLiteral("a") + QChar(u'\0')) << false;
}

void KeyLinesTest::keysThatCannotBeALine()
{
    QFETCH(QString, key);
    QTEST(canBeKeyLine(key), "possible");
}

QTEST_GUILESS_MAIN(KeyLinesTest)
#include "key_lines_test.moc"
