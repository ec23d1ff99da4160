// SPDX-License-Identifier: Apache-2.0
// The framer: any split of the bytes gives the same messages, errors leave it able to go on, and
// its memory is bounded.
#include "protocol/framer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ga;

namespace {

// A frame as its text with blanks between tokens, an error as its description.
QStringList describe(const std::vector<Result<Frame>> &frames)
{
    QStringList list;
    for (const auto &frame : frames) {
        if (!frame) {
            list.append(QStringLiteral("error: ") + frame.error().description);
            continue;
        }
        QStringList tokens;
        for (const Token &token : frame->tokens)
            tokens.append(QString::fromLatin1(frame->text.mid(token.offset, token.size)));
        list.append(tokens.join(u' '));
    }
    return list;
}

QStringList feedAll(QByteArrayView bytes)
{
    Framer framer;
    return describe(framer.feed(bytes));
}

QString stray(const char *text)
{
    return QStringLiteral("error: JSON parse error, stray '%1'").arg(QString::fromUtf8(text));
}

QByteArray randomBytes(QRandomGenerator &random)
{
    static const QByteArrayList pieces{"{",
                                       "}",
                                       "[",
                                       "]",
                                       ":",
                                       ",",
                                       "\"",
                                       "'",
                                       "\\",
                                       "\\u12",
                                       "true",
                                       "nul",
                                       "-",
                                       "0",
                                       "12",
                                       ".",
                                       "e",
                                       "+",
                                       "E",
                                       " ",
                                       "\n",
                                       "\t",
                                       "\xff",
                                       "\xfe",
                                       "\xc3\xbc",
                                       "\x01",
                                       "{\"execute\":\"guest-ping\"}",
                                       "{'a':[1,2.5e3,-0]}",
                                       "A",
                                       QByteArray(1, '\0')};
    QByteArray bytes;
    for (int i = random.bounded(60); i > 0; --i)
        bytes += pieces[random.bounded(int(pieces.size()))];
    return bytes;
}

} // namespace

class FramerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsWithoutSeparators();
    void anySplitGivesTheSameFrames();
    void lexicalErrors_data();
    void lexicalErrors();
    void recoversAtTheNextLine();
    void topLevelScalarsEndAtTheFirstForeignByte();
    void closingTooMuchEndsTheMessage();
    void nestingLimit();
    void tokenCountLimit();
    void tokenSizeLimit();
    void whitespaceCostsNoMemory();
    void halfAMessageSurvives();
};

void FramerTest::cutsWithoutSeparators()
{
    QCOMPARE(feedAll("{\"a\":1}{'b':[]}\n\n [1, 2]"),
             QStringList({QStringLiteral("{ \"a\" : 1 }"), QStringLiteral("{ 'b' : [ ] }"),
                          QStringLiteral("[ 1 , 2 ]")}));
}

void FramerTest::anySplitGivesTheSameFrames()
{
    QRandomGenerator random(20261120);
    for (int round = 0; round < 4000; ++round) {
        const QByteArray bytes = randomBytes(random);
        const QStringList whole = feedAll(bytes);
        Framer framer;
        QStringList split;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = qMin<qsizetype>(bytes.size() - at, 1 + random.bounded(7));
            split += describe(framer.feed(QByteArrayView(bytes).sliced(at, size)));
            at += size;
        }
        QVERIFY2(split == whole, bytes.toPercentEncoding().constData());
    }
}

void FramerTest::lexicalErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("frames");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &frames) {
        QTest::newRow(name) << bytes << frames;
    };
    row("the sentinel", "\xff", {stray("\uFFFD")});
    row("the other one", "\xfe", {stray("\uFFFD")});
    row("sentinel in a string", "{\"execute\":\"guest-pi\xff", {stray("\"guest-pi\uFFFD")});
    row("control byte", "\x1b\n", {stray("\x1b")});
    row("NUL is shown as nothing", QByteArray("\0\n", 2), {stray("")});
    row("tab in a string", "\"\t\"\n", {stray("\"\t")});
    row("leading zero", "007\n", {stray("00")});
    row("plus sign", "+7\n", {stray("+")});
    row("point without a digit takes the byte behind it", "1.}\n", {stray("1.}")});
    row("minus alone", "-}\n", {stray("-}")});
    row("upper case", "True\n", {stray("T")});
    row("a zero before an exponent ends", "[0e0]\n", {QStringLiteral("[ 0 e 0 ]")});
    row("what follows is read on", "{\"a\":%}\n", {stray("%"), QStringLiteral("}")});
}

void FramerTest::lexicalErrors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, frames);
    QCOMPARE(feedAll(bytes), frames);
}

void FramerTest::recoversAtTheNextLine()
{
    QCOMPARE(feedAll("%%% garbage GARBAGE\n{}"), QStringList({stray("%"), QStringLiteral("{ }")}));
    QCOMPARE(feedAll("{\"a\": \xff{}"), QStringList({stray("\uFFFD"), QStringLiteral("{ }")}));
}

void FramerTest::topLevelScalarsEndAtTheFirstForeignByte()
{
    QCOMPARE(feedAll("true\n12{}\"x\"null"),
             QStringList({QStringLiteral("true"), QStringLiteral("12"), QStringLiteral("{ }"),
                          QStringLiteral("\"x\"")}));
}

void FramerTest::closingTooMuchEndsTheMessage()
{
    QCOMPARE(feedAll("{\"a\":1]"), QStringList({QStringLiteral("{ \"a\" : 1 ]")}));
    QCOMPARE(feedAll("}"), QStringList({QStringLiteral("}")}));
}

void FramerTest::nestingLimit()
{
    Framer framer;
    QVERIFY(framer.feed(QByteArray(1024, '[')).empty());
    QCOMPARE(framer.feed(QByteArray(1024, ']')).size(), size_t(1));
    const QStringList errors = describe(framer.feed(QByteArray(1025, '[')));
    QCOMPARE(errors, QStringList({QStringLiteral("error: JSON nesting depth limit exceeded")}));
}

void FramerTest::tokenCountLimit()
{
    QByteArray most("[");
    most += QByteArray("1,").repeated((2 << 19) - 1) +
            "1]"; // 2^20 numbers, 2^20 - 1 commas, 2 brackets: one too many.
    QCOMPARE(feedAll(most).first(), QStringLiteral("error: JSON token count limit exceeded"));
    most.replace(0, 3, "[");
    Framer framer;
    const auto frames = framer.feed(most);
    QCOMPARE(frames.size(), size_t(1));
    QVERIFY(frames.front().has_value());
}

void FramerTest::tokenSizeLimit()
{
    const auto message = [](qsizetype size) {
        return QByteArray("{\"id\":\"") + QByteArray(size, 'A') + "\"}";
    };
    Framer framer;
    const auto fits = framer.feed(message((64 << 20) - 40));
    QCOMPARE(fits.size(), size_t(1));
    QVERIFY(fits.front().has_value());
    const QStringList tooLong = describe(framer.feed(message((64 << 20) - 2)));
    QCOMPARE(tooLong, QStringList({QStringLiteral("error: JSON token size limit exceeded"),
                                   QStringLiteral("}")}));
    QCOMPARE(describe(framer.feed("\n{}")), QStringList({QStringLiteral("{ }")}));
}

void FramerTest::whitespaceCostsNoMemory()
{
    Framer framer;
    QVERIFY(framer.feed("{").empty());
    for (int i = 0; i < 65; ++i)
        QVERIFY(framer.feed(QByteArray(1 << 20, ' ')).empty());
    const auto frames = framer.feed("}");
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames.front()->text, "{}");
}

void FramerTest::halfAMessageSurvives()
{
    Framer framer;
    QVERIFY(framer.feed("{\"execute\":\"guest-pi").empty());
    QCOMPARE(describe(framer.feed("ng\"}")),
             QStringList({QStringLiteral("{ \"execute\" : \"guest-ping\" }")}));
}

QTEST_APPLESS_MAIN(FramerTest)
#include "framer_test.moc"
