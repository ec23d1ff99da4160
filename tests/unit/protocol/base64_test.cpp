// SPDX-License-Identifier: Apache-2.0
// Base64 as qemu-ga takes it: what is refused, and what comes of text that is no proper base64.
#include "protocol/base64.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ga;

class Base64Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesWhatWasEncoded();
    void lineFeedsMayStandAnywhere();
    void decodesLaxTextAsQemuDoes_data();
    void decodesLaxTextAsQemuDoes();
    void refusesEveryOtherCharacter();
    void refusesABadCharacterInAnUnfinishedGroup();
};

void Base64Test::decodesWhatWasEncoded()
{
    QRandomGenerator random(1);
    for (int size = 0; size < 300; ++size) {
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        const auto decoded = decodeBase64({bytes.toBase64()});
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }
}

void Base64Test::lineFeedsMayStandAnywhere()
{
    const QByteArray text("aGVsbG8gd29ybGQ=");
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const auto decoded = decodeBase64({QByteArray(text).insert(at, "\n\n")});
        QVERIFY(decoded);
        QCOMPARE(*decoded, QByteArray("hello world"));
    }
}

// The sizes of all but the last two were seen with qemu-ga 7.2 and 10.0.
void Base64Test::decodesLaxTextAsQemuDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *text, const QByteArray &bytes) {
        QTest::newRow(text) << QByteArray(text) << bytes;
    };
    row("", "");
    row("aGk", "");
    row("aGkhaGk", "hi!");
    row("a=bc", QByteArray("\x68\x06\xdc", 3));
    row("ab=c", QByteArray("\x69\x1c", 2));
    row("====", QByteArray(1, '\0'));
    row("YQ==YQ==", "aa");
    row("YQ=\n=", "a");
    row("=", "");
    row("YWE=YQ==YWFh", "aaaaaa");
}

void Base64Test::decodesLaxTextAsQemuDoes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    const auto decoded = decodeBase64({text});
    QVERIFY(decoded);
    QCOMPARE(*decoded, bytes);
}

void Base64Test::refusesEveryOtherCharacter()
{
    const QByteArray accepted(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n");
    for (int character = 0; character < 256; ++character) {
        const auto decoded = decodeBase64({QByteArray("aGVs") + char(character) + "bG8="});
        QCOMPARE(decoded.has_value(), accepted.contains(char(character)));
        if (!decoded)
            QCOMPARE(decoded.error().description,
                     QStringLiteral("Base64 data contains invalid characters"));
    }
}

void Base64Test::refusesABadCharacterInAnUnfinishedGroup()
{
    QVERIFY(!decodeBase64({"aGk*"}));
    QVERIFY(!decodeBase64({"aGVs*"}));
    QVERIFY(!decodeBase64({" "}));
}

QTEST_GUILESS_MAIN(Base64Test)
#include "base64_test.moc"
