// SPDX-License-Identifier: Apache-2.0
// A record as the system's log gets it, in words and in fields.
#include "app/audit_sinks.h"

#include <QTest>

using namespace ga;

namespace {

struct Written
{
    QString message;
    bool isWarning = false;
    QMap<QByteArray, QString> fields;
};

class FakeLog : public AuditLog
{
public:
    explicit FakeLog(QList<Written> &written)
        : m_written(written)
    {}

    bool write(const QString &message, bool isWarning, const QList<LogField> &fields) override
    {
        Written written{message, isWarning, {}};
        for (const LogField &field : fields)
            written.fields.insert(field.name, field.value);
        m_written.append(written);
        return m_written.size() < 2;
    }

private:
    QList<Written> &m_written;
};

} // namespace

class AuditSinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogGetsAllOfARecord()
    {
        QList<Written> written;
        const auto sink = logSink(std::make_unique<FakeLog>(written));
        const AuditRecord record{.number = 7,
                                 .time = 1772524800250,
                                 .command = QStringLiteral("guest-exec"),
                                 .risk = Risk::Access,
                                 .channel = QStringLiteral("virtio-serial"),
                                 .subject = QStringLiteral("/bin/a\nb"),
                                 .outcome = ActivityOutcome::Refused,
                                 .reason = QStringLiteral("no"),
                                 .rule = RuleReference{QStringLiteral("profile"),
                                                       QStringLiteral("rhel"),
                                                       QStringLiteral("/etc/x.conf")},
                                 .duration = 20,
                                 .times = 3};
        QVERIFY(sink->write(record));
        QCOMPARE(written[0].isWarning, true);
        QVERIFY(!written[0].message.contains(u'\n'));
        QVERIFY2(written[0].message.startsWith(u"guest-exec: refused (/bin/a") &&
                     written[0].message.endsWith(u"), 3 times: no"),
                 qPrintable(written[0].message));
        const QMap<QByteArray, QString> &fields = written[0].fields;
        QCOMPARE(fields["QTGA_TIME"], QStringLiteral("2026-03-03T08:00:00.250Z"));
        QCOMPARE(fields["QTGA_NUMBER"], QStringLiteral("7"));
        QCOMPARE(fields["QTGA_COMMAND"], QStringLiteral("guest-exec"));
        QCOMPARE(fields["QTGA_OUTCOME"], QStringLiteral("refused"));
        QCOMPARE(fields["QTGA_RISK"], QStringLiteral("access"));
        QCOMPARE(fields["QTGA_CHANNEL"], QStringLiteral("virtio-serial"));
        QCOMPARE(fields["QTGA_REASON"], QStringLiteral("no"));
        QCOMPARE(fields["QTGA_RULE"], QStringLiteral("profile"));
        QCOMPARE(fields["QTGA_DURATION_MSEC"], QStringLiteral("20"));
        QCOMPARE(fields["QTGA_TIMES"], QStringLiteral("3"));
    }

    void whatTheLogDidNotTakeIsToldOn()
    {
        QList<Written> written;
        const auto sink = logSink(std::make_unique<FakeLog>(written));
        QVERIFY(sink->write({.command = QStringLiteral("guest-fstrim")}));
        QVERIFY(!sink->write({.command = QStringLiteral("guest-fstrim")}));
        QCOMPARE(written[0].isWarning, false);
        QCOMPARE(written[0].message, QStringLiteral("guest-fstrim: ok"));
    }
};

QTEST_GUILESS_MAIN(AuditSinksTest)
#include "audit_sinks_test.moc"
