// SPDX-License-Identifier: Apache-2.0
// Records as the journal's socket gets them; the journal itself is not here, a socket stands in.
#include "platform/linux/owner/journal_log.h"

#include "tests/unit/linux/service/datagram_receiver.h"

#include <QTest>

using namespace ga;

class JournalLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsADatagramOfFields()
    {
        const QByteArray address = "@qtga-journal-test-" + QByteArray::number(qint64(::getpid()));
        test::DatagramReceiver receiver(address);
        QVERIFY(receiver.isBound());
        JournalLog log(QStringLiteral("qtga"), address);
        log.write(QStringLiteral("guest-exec: refused"), true,
                  {{"QTGA_COMMAND", QStringLiteral("guest-exec")},
                   {"QTGA_SUBJECT", QStringLiteral("two\nlines=x")}});
        QCOMPARE(receiver.next(),
                 QByteArray("MESSAGE=guest-exec: refused\n"
                            "MESSAGE_ID=b7c3f2a45e8d4c1f9a60d2e8417b53cc\n"
                            "PRIORITY=4\nSYSLOG_IDENTIFIER=qtga\nQTGA_COMMAND=guest-exec\n"
                            "QTGA_SUBJECT=two lines=x\n"));
    }

    void itSaysWhetherTheJournalTookARecord()
    {
        const QByteArray address = "@qtga-journal-lost-" + QByteArray::number(qint64(::getpid()));
        JournalLog log(QStringLiteral("qtga"), address); // Nobody listens there yet.
        QVERIFY(!log.write(QStringLiteral("one"), false, {}));
        test::DatagramReceiver receiver(address);
        QVERIFY(receiver.isBound());
        QVERIFY(log.write(QStringLiteral("two"), false, {}));
        QVERIFY(receiver.next().startsWith("MESSAGE=two\n"));
    }
};

QTEST_GUILESS_MAIN(JournalLogTest)
#include "journal_log_test.moc"
