// SPDX-License-Identifier: Apache-2.0
// The reader: the protocol's errors, and values that come out exactly as they went in.
#include "protocol/json_reader.h"
#include "protocol/json_writer.h"

#include <QTest>

using namespace ga;

namespace {

Result<Message> read(const QByteArray &text)
{
    Framer framer;
    auto frames = framer.feed(text + '\n');
    return frames.empty()   ? fail(QStringLiteral("no frame"))
           : frames.front() ? readJson(*std::move(frames.front()))
                            : fail(frames.front().error());
}

// Parsed and written again; the error's description where it doesn't parse.
QByteArray echo(const QByteArray &text)
{
    const auto message = read("{\"x\":" + text + "}");
    if (!message)
        return message.error().description.toUtf8();
    JsonWriter writer;
    writer.value(Value(*message).child(message->root.toObject().value(u"x")));
    return writer.take();
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesSurviveExactly_data();
    void valuesSurviveExactly();
    void errors_data();
    void errors();
    void numbersKeepTheirKind();
    void longStringsAreSlicesOfTheFrame();
    void deepestNestingIsRead();
    void manyMembersAreReadInLinearTime();
};

void JsonReaderTest::valuesSurviveExactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const QByteArray &text, const QByteArray &written) {
        QTest::newRow(text.left(60).toPercentEncoding().constData()) << text << written;
    };
    row("9223372036854775807", "9223372036854775807");
    row("-9223372036854775808", "-9223372036854775808");
    row("9007199254740993", "9007199254740993");
    row("9223372036854775808", "9223372036854775808");
    row("18446744073709551615", "18446744073709551615");
    row("18446744073709551616", "1.8446744073709552e+19");
    row("-0", "0");
    row("2.0", "2");
    row("0.1", "0.10000000000000001");
    row("1e3", "1000");
    row("1e100", "1e+100");
    row("1E-7", "9.9999999999999995e-08");
    row("1e999", "1.7976931348623157e+308");
    row("1e-999", "0");
    row("0." + QByteArray(400, '0') + "1", "0");
    row("-1" + QByteArray(400, '0') + "e-1", "-1.7976931348623157e+308");
    row("\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"");
    row("\"\xf0\x9f\x98\x80\"", "\"\\uD83D\\uDE00\"");
    row("\"\\u0000\"", "\"\\u0000\"");
    row("\"\\u00000\"", "\"\\u00000\""); // Looks like the name of a lifted value.
    row("\"\xc0\x80\"", "\"\\u0000\"");
    row("\"\x7f\"", "\"\\u007F\"");
    row("'it\"s'", "\"it\\\"s\"");
    row("'\\''", "\"'\"");
    row("\"\\'\"", "\"'\"");
    row("\"\\/\\b\\f\\n\\r\\t\"", "\"/\\b\\f\\n\\r\\t\"");
    row("[1,{\"k\":null},[],{}]", "[1, {\"k\": null}, [], {}]");
    const QByteArray longText = '"' + QByteArray(5000, 'x') + "\\n\xc3\xbc\"";
    row(longText, '"' + QByteArray(5000, 'x') + "\\n\\u00FC\"");
}

void JsonReaderTest::valuesSurviveExactly()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    QCOMPARE(echo(text), written);
}

void JsonReaderTest::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const QByteArray &text, const char *error) {
        QTest::newRow(text.toPercentEncoding().constData())
            << text << QStringLiteral("JSON parse error, ") + QString::fromUtf8(error);
    };
    row("{\"execute\":}", "expecting value");
    row("}", "expecting value");
    row(",", "expecting value");
    row("{\"a\" 1}", "missing : in object pair");
    row("{1:2}", "key is not a string in object");
    row("{\"a\":1 \"b\":2}", "expected separator in dict");
    row("{\"a\":1]", "expected separator in dict");
    row("[1 2]", "expected separator in list");
    row("{\"a\":1,\"a\":2}", "duplicate key");
    row("{\"a\":1,\"\\u0061\":2}", "duplicate key");
    row("{\"x\":{\"a\":1,'a':2}}", "duplicate key");
    row("hello", "invalid keyword 'hello'");
    row("{\"a\":nul}", "invalid keyword 'nul'");
    row("{\"a\":\"\\x\"}", "invalid escape sequence in string");
    row("{\"a\":\"\\u12\"}", "\\u12\" is not a valid Unicode character");
    row("{\"a\":\"\\u12x45\"}", "\\u12x4 is not a valid Unicode character");
    row("{[1]:2}", "key is not a string in object");
    row("{]", "expecting value");
    row("{nul:2}", "invalid keyword 'nul'");
    row("{\"a\":\"\\u+123\"}", "\\u+123 is not a valid Unicode character");
    row("{\"a\":\"\\ud800\"}", "\\ud800 is not a valid Unicode character");
    row("{\"a\":\"\\ude00\"}", "\\ude00 is not a valid Unicode character");
    row("{\"a\":\"\\uffff\"}", "\\uffff is not a valid Unicode character");
    row("{\"a\":\"\xc3(\"}", "invalid UTF-8 sequence in string");
    row("{\"a\":\"\xed\xa0\x80\"}", "invalid UTF-8 sequence in string");
    row("{\"a\":\"\xf4\x90\x80\x80\"}", "invalid UTF-8 sequence in string");
    row("{\"a\":\"\xe0\x80\x80\"}", "invalid UTF-8 sequence in string");
    row("{\"a\":\"\xc3\"}", "invalid UTF-8 sequence in string");
}

void JsonReaderTest::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    const auto message = read(text);
    QVERIFY(!message);
    QCOMPARE(message.error().description, error);
}

void JsonReaderTest::numbersKeepTheirKind()
{
    const auto kindOf = [](const QByteArray &text) {
        const auto message = read("{\"x\":" + text + "}");
        return Value(*message).child(message->root.toObject().value(u"x")).kind();
    };
    QCOMPARE(kindOf("5"), Value::Kind::Integer);
    QCOMPARE(kindOf("5.0"), Value::Kind::Double);
    QCOMPARE(kindOf("5e0"), Value::Kind::Double);
    QCOMPARE(kindOf("9223372036854775808"), Value::Kind::Unsigned);
    QCOMPARE(kindOf("99999999999999999999"), Value::Kind::Double);
    QCOMPARE(kindOf("\"\\u00005\""), Value::Kind::String);
}

void JsonReaderTest::longStringsAreSlicesOfTheFrame()
{
    const auto message = read("{\"x\":\"" + QByteArray(1 << 20, 'A') + "\"}");
    const QByteArray slice = Value(*message).child(message->root.toObject().value(u"x")).toUtf8();
    QCOMPARE(slice.size(), 1 << 20);
    QVERIFY(slice.constData() > message->text.constData());
    QVERIFY(slice.constData() < message->text.constData() + message->text.size());
}

void JsonReaderTest::deepestNestingIsRead()
{
    const QByteArray text = "{\"x\":" + QByteArray(1023, '[') + QByteArray(1023, ']') + "}";
    QVERIFY(read(text).has_value());
}

// Not timed: with a quadratic step this would run into the test's time limit.
void JsonReaderTest::manyMembersAreReadInLinearTime()
{
    QByteArray text("{");
    for (int i = 0; i < 400000; ++i)
        text += "\"k" + QByteArray::number(i) + "\":0,";
    text.chop(1);
    const auto message = read(text + '}');
    QCOMPARE(message->root.toObject().size(), 400000);
}

QTEST_APPLESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
