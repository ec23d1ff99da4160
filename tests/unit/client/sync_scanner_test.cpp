// SPDX-License-Identifier: Apache-2.0
// The answer to a sync is found behind whatever an agent still had to say.
#include "client/sync_scanner.h"

#include <QtTest>

class SyncScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheAnswer_data();
    void findsTheAnswer();
    void tellsWhatWasSaidInstead();
};

void SyncScannerTest::findsTheAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("found");
    const QByteArray answer = "\xff{\"return\": 7}\n";
    const QByteArray other = "\xff{\"return\": 8}\n";
    QTest::newRow("alone") << answer << true;
    QTest::newRow("behind an answer") << "{\"return\": {}}\n" + answer << true;
    QTest::newRow("behind half an answer") << "{\"return\": {\"a\": \"" + answer << true;
    QTest::newRow("behind noise") << QByteArray("\0\x80}{\"", 5) + answer << true;
    QTest::newRow("behind another's") << other + answer << true;
    QTest::newRow("behind a bare 0xFF") << '\xff' + answer << true;
    QTest::newRow("behind half of another's") << "\xff{\"return\": 7" + answer << true;
    QTest::newRow("with carriage returns") << QByteArray("\xff{\"return\": 7}\r\n") << true;
    QTest::newRow("another's") << other << false;
    QTest::newRow("without 0xFF") << QByteArray("{\"return\": 7}\n") << false;
    QTest::newRow("half") << answer.chopped(2) << false;
}

void SyncScannerTest::findsTheAnswer()
{
    QFETCH(QByteArray, bytes);
    ga::SyncScanner whole(7);
    QTEST(whole.feed(bytes), "found");
    ga::SyncScanner inPieces(7);
    bool found = false;
    for (const char byte : bytes)
        found = inPieces.feed(QByteArrayView(&byte, 1));
    QTEST(found, "found");
}

void SyncScannerTest::tellsWhatWasSaidInstead()
{
    ga::SyncScanner scanner(7);
    scanner.feed("one\n\xfftwo\nthr");
    scanner.feed("ee\n");
    QCOMPARE(scanner.lastSkipped(), QByteArray("three"));
    scanner.feed(QByteArray(1 << 20, 'x'));
    QVERIFY(scanner.lastSkipped().size() < 1000);
}

QTEST_APPLESS_MAIN(SyncScannerTest)
#include "sync_scanner_test.moc"
