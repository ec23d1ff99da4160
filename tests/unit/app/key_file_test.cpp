// SPDX-License-Identifier: Apache-2.0
// Key files are read and written in GLib's syntax.
#include "app/key_file.h"

#include <QTest>

using namespace ga;

class KeyFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void namesTheLineThatIsWrong_data();
    void namesTheLineThatIsWrong();
    void findsFaultWithAValueOnlyWhenAsked_data();
    void findsFaultWithAValueOnlyWhenAsked();
    void tellsMissingFromEmpty();
    void writesWhatItReadsBack_data();
    void writesWhatItReadsBack();
    void writesGroupsInTheirOrder();
};

void KeyFileTest::readsValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value"); // Of k in [g].

    QTest::newRow("plain") << QByteArray("[g]\nk=v\n") << "v";
    QTest::newRow("no line end at the end") << QByteArray("[g]\nk=v") << "v";
    QTest::newRow("carriage returns") << QByteArray("[g]\r\nk=v\r\n") << "v";
    QTest::newRow("comments and empty lines")
        << QByteArray("# a\n\n  # b\n[g]\n#k=x\nk=v\n") << "v";
    QTest::newRow("blanks before lines and around =")
        << QByteArray("  [g] \n\t k \t=\t v\n") << "v";
    QTest::newRow("trailing blanks are the value's") << QByteArray("[g]\nk=v \n") << "v ";
    QTest::newRow("escapes") << QByteArray("[g]\nk=\\sa\\n\\t\\r\\\\b\n") << " a\n\t\r\\b";
    QTest::newRow("the last counts") << QByteArray("[g]\nk=u\nk=v\n") << "v";
    QTest::newRow("a group in pieces") << QByteArray("[g]\nj=u\n[h]\nk=w\n[g]\nk=v\n") << "v";
    QTest::newRow("an equals sign") << QByteArray("[g]\nk=a=b\n") << "a=b";
    QTest::newRow("a hash sign") << QByteArray("[g]\nk=a#b\n") << "a#b";
    QTest::newRow("UTF-8") << QByteArray("[g]\nk=\xc3\xa4\n") << QString(QChar(0xe4));
    QTest::newRow("a translation is another key") << QByteArray("[g]\nk=v\nk[de]=u\n") << "v";
    QTest::newRow("a key with a blank is another key") << QByteArray("[g]\nk=v\nk x=u\n") << "v";
}

void KeyFileTest::readsValues()
{
    QFETCH(QByteArray, text);
    const auto file = KeyFile::parse(text);
    QVERIFY2(file, file ? "" : qPrintable(file.error().description));
    const auto value = file->value(QStringLiteral("g"), QStringLiteral("k"));
    QVERIFY(value);
    QVERIFY(value->has_value());
    QTEST(**value, "value");
}

void KeyFileTest::namesTheLineThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("start");

    // Not what is in it, which may be a file that only the administrator may read.
    QTest::newRow("no group") << QByteArray("\nk=v\n") << "line 2: a [group]";
    QTest::newRow("a bare word") << QByteArray("[g]\nk=v\nword\n") << "line 3: this is no";
    QTest::newRow("no key") << QByteArray("[g]\n=v\n") << "line 2: this is no";
    QTest::newRow("an open bracket") << QByteArray("[g\n") << "line 1: this is no";
    QTest::newRow("an open bracket with =") << QByteArray("[g]\n[k=v\n") << "line 2: this is no";
    QTest::newRow("an empty group") << QByteArray("[]\n") << "line 1: this is no";
    QTest::newRow("a bracket in a group") << QByteArray("[g]h]\n") << "line 1: this is no";
    QTest::newRow("words after a group") << QByteArray("[g] x\n") << "line 1: this is no";
    QTest::newRow("bytes") << QByteArray("\xff\0\x01", 3) << "line 1: ";
}

void KeyFileTest::namesTheLineThatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, start);
    const auto file = KeyFile::parse(text);
    QVERIFY(!file);
    QVERIFY2(file.error().description.startsWith(start), qPrintable(file.error().description));
}

void KeyFileTest::findsFaultWithAValueOnlyWhenAsked_data()
{
    QTest::addColumn<QByteArray>("raw");

    QTest::newRow("an unknown escape") << QByteArray("a\\q");
    QTest::newRow("a backslash at the end") << QByteArray("a\\");
    QTest::newRow("no UTF-8") << QByteArray("\xff");
    QTest::newRow("half a UTF-8 character") << QByteArray("\xc3");
}

void KeyFileTest::findsFaultWithAValueOnlyWhenAsked()
{
    QFETCH(QByteArray, raw);
    const auto file = KeyFile::parse("[g]\nfine=1\nk=" + raw + "\n");
    QVERIFY(file);
    QVERIFY(file->value(QStringLiteral("g"), QStringLiteral("fine")));
    const auto value = file->value(QStringLiteral("g"), QStringLiteral("k"));
    QVERIFY(!value);
    QVERIFY2(value.error().description.startsWith(u"line 3: "),
             qPrintable(value.error().description));
}

void KeyFileTest::tellsMissingFromEmpty()
{
    const auto file = KeyFile::parse("[g]\nk=\n");
    QVERIFY(file);
    QCOMPARE(*file->value(QStringLiteral("g"), QStringLiteral("k")), QString());
    QCOMPARE(file->line(QStringLiteral("g"), QStringLiteral("k")), 2);
    QVERIFY(!file->value(QStringLiteral("g"), QStringLiteral("x"))->has_value());
    QVERIFY(!file->value(QStringLiteral("x"), QStringLiteral("k"))->has_value());
    QCOMPARE(file->line(QStringLiteral("x"), QStringLiteral("k")), 0);
}

void KeyFileTest::writesWhatItReadsBack_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("raw");

    QTest::newRow("plain") << "a b\tc" << QByteArray("a b\tc");
    QTest::newRow("leading blanks") << "  \tb " << QByteArray("\\s\\s\\tb ");
    QTest::newRow("line ends") << "a\nb\r" << QByteArray("a\\nb\\r");
    QTest::newRow("backslash") << "\\s" << QByteArray("\\\\s");
    QTest::newRow("empty") << "" << QByteArray();
    QTest::newRow("only blanks") << "  " << QByteArray("\\s\\s");
}

void KeyFileTest::writesWhatItReadsBack()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, raw);
    KeyFile file;
    file.set(QStringLiteral("g"), QStringLiteral("k"), value);
    QCOMPARE(file.toText(), "[g]\nk=" + raw + '\n');
    const auto again = KeyFile::parse(file.toText());
    QVERIFY(again);
    QCOMPARE(**again->value(QStringLiteral("g"), QStringLiteral("k")), value);
}

void KeyFileTest::writesGroupsInTheirOrder()
{
    auto file = KeyFile::parse("[b]\nz=1\ny=2\n[a]\nk=3\n");
    QVERIFY(file);
    file->set(QStringLiteral("b"), QStringLiteral("z"), QStringLiteral("4"));
    file->set(QStringLiteral("b"), QStringLiteral("x"), QStringLiteral("5"));
    QCOMPARE(file->toText(), QByteArray("[b]\nz=4\ny=2\nx=5\n\n[a]\nk=3\n"));
}

QTEST_GUILESS_MAIN(KeyFileTest)
#include "key_file_test.moc"
