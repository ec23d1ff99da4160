// SPDX-License-Identifier: Apache-2.0
// WriteQueue: blocks leave in order, in any cut, without a copy.
#include "channel/write_queue.h"

#include <QTest>

class WriteQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesLeaveInOrderHoweverTheyAreCut_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 3, 7, 100})
            QTest::addRow("%d bytes at once", step) << step;
    }

    void bytesLeaveInOrderHoweverTheyAreCut()
    {
        QFETCH(int, step);
        ga::WriteQueue queue;
        queue.append("abc");
        queue.append("");
        queue.append("defghij");
        queue.append("k");
        QCOMPARE(queue.size(), 11);

        QByteArray all;
        while (!queue.isEmpty()) {
            const QByteArrayView part = queue.front().first(qMin(queue.front().size(), step));
            all += part;
            queue.consume(part.size());
            QCOMPARE(queue.size(), 11 - all.size());
        }
        QCOMPARE(all, "abcdefghijk");
        QVERIFY(queue.front().isEmpty());
    }

    void aBlockIsNotCopied()
    {
        const QByteArray block(1000, 'x');
        ga::WriteQueue queue;
        queue.append(block);
        QCOMPARE(queue.front().data(), block.constData());
        queue.consume(10);
        QCOMPARE(queue.front().data(), block.constData() + 10);
    }

    void aClearedQueueStartsAnew()
    {
        ga::WriteQueue queue;
        queue.append("abc");
        queue.consume(1);
        queue.clear();
        QVERIFY(queue.isEmpty());
        queue.append("xyz");
        QCOMPARE(queue.front(), QByteArrayView("xyz"));
    }
};

QTEST_APPLESS_MAIN(WriteQueueTest)
#include "write_queue_test.moc"
