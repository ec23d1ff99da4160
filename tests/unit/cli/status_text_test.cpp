// SPDX-License-Identifier: Apache-2.0
// The recorded streams of the status channel, as qtga status tells them to people.
#include "cli/status_text.h"

#include <QFile>
#include <QTest>

using namespace ga;

namespace {

struct Stream
{
    StatusHello hello;
    Permissions permissions;
    QList<StatusSnapshot> statuses;
    QList<Activity> activities;
};

Stream stream(const QString &name)
{
    QFile file(QStringLiteral(STATUS_SAMPLES "/%1.ndjson").arg(name));
    Stream stream;
    if (!file.open(QIODevice::ReadOnly))
        return stream;
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        const auto message = decodeStatusLine(line);
        if (!message)
            continue;
        stream.hello = message->hello.value_or(stream.hello);
        stream.permissions = message->permissions.value_or(stream.permissions);
        if (message->status)
            stream.statuses += *message->status;
        if (message->activity)
            stream.activities += *message->activity;
    }
    return stream;
}

} // namespace

class StatusTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void aStatusIsToldInWords_data()
    {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<bool>("well");
        const auto row = [](const char *name, bool well, const QStringList &parts) {
            QTest::newRow(name) << parts << well;
        };
        row("connected", true,
            {QStringLiteral("state:        connected, since 2026-03-03 08:00:02\n"),
             QStringLiteral("last freeze:  3 file systems, thawed after 4.0 s at 2026-03-03 "
                            "08:01:04\n"),
             QStringLiteral("requests:     412, 0 of them refused; the last at "),
             QStringLiteral(
                 "channel:      virtio-serial /dev/virtio-ports/org.qemu.guest_agent.0")});
        row("no-host", false,
            {QStringLiteral("waiting for a host"), QStringLiteral("requests:     none yet\n")});
        row("no-device", false,
            {QStringLiteral("no channel to the host"),
             QStringLiteral("\n              error opening channel '/dev/virtio-ports/")});
        row("paused", false,
            {QStringLiteral("host access is paused, since"), QStringLiteral("qtga resume")});
        row("lease-expired", false,
            {QStringLiteral("a freeze was ended without the host"),
             QStringLiteral("thawed because its time was up after 10 min at")});
        row("broken-policy", false,
            {QStringLiteral("state:        connected"), QStringLiteral("line 7: profile"),
             QStringLiteral(": the former rules are in force\n")});
        row("refused", true, {QStringLiteral("57, 4 of them refused")});
        row("limited", true, {QStringLiteral("policy:       profile ")});
    }
    void aStatusIsToldInWords()
    {
        QFETCH(QStringList, parts);
        QFETCH(bool, well);
        const Stream told = stream(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!told.statuses.isEmpty());
        const QString text = statusText(told.hello, told.permissions, told.statuses.last());
        for (const QString &part : parts)
            QVERIFY2(text.contains(part), qPrintable(text));
        QCOMPARE(isWell(told.statuses.last()), well);
    }

    void aFreezeIsToldWithItsEnd()
    {
        QStringList lines;
        for (const StatusSnapshot &status : stream(QStringLiteral("frozen")).statuses)
            lines += stateLine(status);
        const QString all = lines.join(QString());
        QVERIFY2(all.contains(u"  freezing") &&
                     all.contains(u"  frozen, since 2026-03-03 08:01:0") &&
                     all.contains(u"3 file systems, thawed at 2026-03-03 08:11:00 at the latest"),
                 qPrintable(all));
    }

    void anActivityIsOneLine()
    {
        bool refused = false;
        bool several = false;
        for (const char *name : {"day", "refused"}) {
            for (const Activity &activity : stream(QString::fromLatin1(name)).activities) {
                const QString line = activityLine(activity);
                QCOMPARE(line.count(u'\n'), 1);
                QVERIFY(line.contains(activity.command));
                if (activity.reason)
                    QVERIFY(line.contains(QStringLiteral(" refused")) &&
                            line.contains(*activity.reason));
                refused |= activity.reason.has_value();
                several |= line.contains(QStringLiteral(" times)"));
            }
        }
        QVERIFY(refused && several);
    }
};

QTEST_GUILESS_MAIN(StatusTextTest)
#include "status_text_test.moc"
