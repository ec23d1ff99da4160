// SPDX-License-Identifier: Apache-2.0
// How answers are shown: exact, in the catalogue's order, and harmless to a terminal.
#include "client/json_text.h"
#include "client/terminal_text.h"
#include "commands/catalogue.h"
#include "protocol/json_reader.h"

#include <QtTest>

namespace {

// The text of `json`'s member "value", which goes as a string of the type that `command` returns.
ga::JsonText shown(const QByteArray &json, ga::JsonStyle style, const char *command = nullptr)
{
    ga::Framer framer;
    auto frames = framer.feed("{\"value\": " + json + '}');
    const auto message = ga::readJson(*std::move(frames.at(0)));
    const ga::Value value(message->root.toObject().value(u"value"), message->lifted);
    const ga::TypePointer type = command ? ga::findCommand(command)->describeResult() : nullptr;
    return ga::jsonText(value, type.get(), style);
}

constexpr ga::JsonStyle compact{.compact = true};

} // namespace

class JsonTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesExact_data();
    void keepsValuesExact();
    void indentsByTwo();
    void keepsTheCataloguesOrder();
    void decodesTextAndNamesWhatIsNone();
    void coloursWithoutChangingTheText();
    void keepsAGuestFromSteeringTheTerminal();
};

void JsonTextTest::keepsValuesExact_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"18446744073709551615", "9223372036854775808", "-9223372036854775808",
                             "9007199254740993", "0.1", "1e+100", "true", "null", "{}", "[]",
                             "\"\"", "\"a\\\"\\\\b\"", "[1, [2, []], {\"a\": {}}]"})
        QTest::newRow(json) << QByteArray(json);
    QTest::newRow("long string") << '"' + QByteArray(5000, 'x') + '"';
}

void JsonTextTest::keepsValuesExact()
{
    QFETCH(QByteArray, json);
    QCOMPARE(shown(json, compact).utf8, json);
}

void JsonTextTest::indentsByTwo()
{
    QCOMPARE(shown(R"({"a": [1, {"b": "c"}], "d": {}})", {}).utf8, QByteArray(R"({
  "a": [
    1,
    {
      "b": "c"
    }
  ],
  "d": {}
})"));
}

void JsonTextTest::keepsTheCataloguesOrder()
{
    const QByteArray json = R"({"buf-b64": "", "count": 0, "another": 1, "eof": true})";
    QCOMPARE(shown(json, compact, "guest-file-read").utf8,
             QByteArray(R"({"count": 0, "buf-b64": "", "eof": true, "another": 1})"));
}

void JsonTextTest::decodesTextAndNamesWhatIsNone()
{
    constexpr ga::JsonStyle decode{.compact = true, .decode = true};
    const auto text = shown(R"({"exited": true, "out-data": "aMOpCg==", "err-data": "/w=="})",
                            decode, "guest-exec-status");
    QCOMPARE(
        text.utf8,
        QByteArray("{\"exited\": true, \"out-data\": \"h\xc3\xa9\\n\", \"err-data\": \"/w==\"}"));
    QCOMPARE(text.encoded, QStringList{QStringLiteral("err-data")});
}

void JsonTextTest::coloursWithoutChangingTheText()
{
    const QByteArray json = R"({"a": [1, true, "x"]})";
    QString coloured = QString::fromUtf8(shown(json, {.compact = true, .colour = true}).utf8);
    QVERIFY(coloured.contains(u'\033'));
    QCOMPARE(coloured.remove(QRegularExpression(QStringLiteral("\033\\[[0-9]*m"))).toUtf8(), json);
}

void JsonTextTest::keepsAGuestFromSteeringTheTerminal()
{
    QCOMPARE(shown(R"("a\u001b[2J\u009b\u202eb\u007f")", compact).utf8,
             QByteArray(R"("a\u001b[2J\u009b\u202eb\u007f")"));
    QCOMPARE(ga::terminalText(QStringLiteral(" a\nb\u001b[2J\u202e ")),
             QStringLiteral("a b\\u001b[2J\\u202e"));
}

QTEST_APPLESS_MAIN(JsonTextTest)
#include "json_text_test.moc"
