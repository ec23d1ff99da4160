// SPDX-License-Identifier: Apache-2.0
// The envelope: the checks around a request, and the id that comes back.
#include "protocol/envelope.h"
#include "protocol/shown_name.h"

#include <QTest>

using namespace ga;

namespace {

Request read(const QByteArray &text)
{
    Framer framer;
    auto frames = framer.feed(text + '\n');
    return readRequest(std::move(frames.front()));
}

} // namespace

class EnvelopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void aRequestHasItsParts();
    void ofLongNamesTheBeginningIsKept();
    void manySmallValuesCountMoreThanTheirText();
    void nothingIsWrittenOfAFailedSuccess();
};

void EnvelopeTest::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const QByteArray &text, const QByteArray &description,
                        const QByteArray &id = {}) {
        const QByteArray tail = id.isEmpty() ? QByteArray() : ", \"id\": " + id;
        QTest::newRow(text.constData())
            << text
            << "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + description + "\"}" +
                   tail + "}\n";
    };
    row("\"abc\"", "QMP input must be a JSON object");
    row("[{\"id\":1}]", "QMP input must be a JSON object");
    row("true", "QMP input must be a JSON object");
    row("{}", "QMP input lacks member 'execute'");
    row("{\"id\":7}", "QMP input lacks member 'execute'", "7");
    row("{\"arguments\":{}}", "QMP input lacks member 'execute'");
    row("{\"execute\":5,\"id\":[]}", "QMP input member 'execute' must be a string", "[]");
    row("{\"execute\":1e3}", "QMP input member 'execute' must be a string");
    row("{\"execute\":\"guest-ping\",\"arguments\":[]}",
        "QMP input member 'arguments' must be an object");
    row("{\"execute\":\"guest-ping\",\"arguments\":null}",
        "QMP input member 'arguments' must be an object");
    row("{\"execute\":\"guest-ping\",\"foo\":1}", "QMP input member 'foo' is unexpected");
    row("{\"exec-oob\":\"guest-ping\"}", "QMP input member 'exec-oob' is unexpected");
    row("{\"id\":1,\"execute\":}", "JSON parse error, expecting value");
}

void EnvelopeTest::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    const Request request = read(text);
    QVERIFY(request.error.has_value());
    QCOMPARE(errorLine(request, *request.error), line);
}

void EnvelopeTest::ofLongNamesTheBeginningIsKept()
{
    const QString whole(shownNameLimit, u'a');
    QCOMPARE(read("{\"execute\":\"" + whole.toUtf8() + "\"}").command, whole);
    const QString cut = whole + QChar(0x2026);
    QCOMPARE(read("{\"execute\":\"" + QByteArray(1 << 20, 'a') + "\"}").command, cut);
    QCOMPARE(read("{\"execute\":\"" + QByteArray("\u00e4").repeated(1 << 20) + "\"}").command,
             QString(shownNameLimit, QChar(0xe4)) + QChar(0x2026));
    const Request request =
        read("{\"execute\":\"guest-ping\",\"" + QByteArray(1 << 20, 'a') + "\":1}");
    QCOMPARE(request.error->description,
             QStringLiteral("QMP input member '%1' is unexpected").arg(cut));
}

void EnvelopeTest::manySmallValuesCountMoreThanTheirText()
{
    const Request request =
        read("{\"execute\":\"guest-ping\",\"id\":[" + QByteArray("[0],").repeated(999) + "[0]]}");
    QVERIFY(!request.error);
    QVERIFY2(request.size > 100'000, qPrintable(QString::number(request.size)));
}

void EnvelopeTest::aRequestHasItsParts()
{
    const Request request = read("{\"execute\":\"guest-sync\",\"arguments\":{\"id\":5},\"id\":{"
                                 "\"k\":18446744073709551615}}");
    QVERIFY(!request.error);
    QCOMPARE(request.command, QStringLiteral("guest-sync"));
    QCOMPARE(request.arguments().object().size(), 1);
    const auto line = successLine(request, [](JsonWriter &writer) -> Result<Nothing> {
        writer.value(qint64(5));
        return Nothing{};
    });
    QCOMPARE(*line, "{\"return\": 5, \"id\": {\"k\": 18446744073709551615}}\n");
}

void EnvelopeTest::nothingIsWrittenOfAFailedSuccess()
{
    const auto line = successLine(read("{\"execute\":\"x\"}"), [](JsonWriter &) -> Result<Nothing> {
        return fail(QStringLiteral("no"));
    });
    QVERIFY(!line);
    QCOMPARE(line.error().description, QStringLiteral("no"));
}

QTEST_APPLESS_MAIN(EnvelopeTest)
#include "envelope_test.moc"
