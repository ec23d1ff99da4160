// SPDX-License-Identifier: Apache-2.0
// What the agent tells syslog and the service manager arrives, and neither can make it wait.
#include "platform/linux/service/service_manager.h"
#include "platform/linux/service/system_log.h"

#include "daemon_fixture.h"
#include "datagram_receiver.h"
#include "tests/patience.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <memory>

using namespace ga;
using namespace ga::test;

namespace {

// The next datagram, when it comes. QTRY_COMPARE would read one and compare another.
QByteArray awaited(DatagramReceiver &receiver)
{
    QByteArray datagram;
    [[maybe_unused]] const bool came = eventually([&] {
        datagram = receiver.next();
        return !datagram.isEmpty();
    });
    return datagram;
}

} // namespace

class NotificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void formsSyslogsDatagrams();
    void writesEventsToSyslog();
    void tellsHowManyEventsWereLost();
    void neverWaitsForAReceiver();
    void findsAReceiverAgainThatWasRestarted();
    void reachesAbstractNames();
    void refusesAddressesThatAreNone_data();
    void refusesAddressesThatAreNone();
    void readsTheManagersEnvironment_data();
    void readsTheManagersEnvironment();
    void reportsToTheServiceManager();
    void feedsTheWatchdogOnceItIsReady();
    void aServiceTellsItsManagerOfItsLife();

private:
    QByteArray address() const
    {
        return QFile::encodeName(m_directory->filePath(QStringLiteral("socket")));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void NotificationTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
    qunsetenv("WATCHDOG_PID");
}

void NotificationTest::formsSyslogsDatagrams()
{
    const QDateTime time(QDate(2024, 3, 5), QTime(7, 8, 9));
    QCOMPARE(syslogDatagram(time, "prog", QStringLiteral("text")),
             QByteArray("<14>Mar  5 07:08:09 prog: info: text"));
    QCOMPARE(syslogDatagram(time.addDays(10), "p", QString()),
             QByteArray("<14>Mar 15 07:08:09 p: info: "));
}

void NotificationTest::writesEventsToSyslog()
{
    DatagramReceiver receiver(address());
    QVERIFY(receiver.isBound());
    SystemLog log(QStringLiteral("prog"), address());
    log.write(QStringLiteral("froze"));
    const QRegularExpression form(
        QStringLiteral("^<14>[A-Z][a-z]{2} [ 0-9]{2} [0-9:]{8} prog: info: froze$"));
    const QString line = QString::fromUtf8(receiver.next());
    QVERIFY2(form.match(line).hasMatch(), qPrintable(line));
}

void NotificationTest::tellsHowManyEventsWereLost()
{
    SystemLog log(QStringLiteral("prog"), address());
    log.write(QStringLiteral("1"));
    log.write(QStringLiteral("2"));
    DatagramReceiver receiver(address());
    log.write(QStringLiteral("3"));
    QVERIFY(receiver.next().endsWith(": 2 earlier messages were lost"));
    QVERIFY(receiver.next().endsWith(": 3"));
    log.write(QStringLiteral("4"));
    QVERIFY(receiver.next().endsWith(": 4"));
}

void NotificationTest::neverWaitsForAReceiver()
{
    DatagramReceiver receiver(address());
    UnixDatagram sender(address());
    int sent = 0;
    while (sent < 1'000'000 && sender.send("x"))
        ++sent;
    QVERIFY(sent > 0 && sent < 1'000'000); // Full, and send() came back.
    QVERIFY(!receiver.next().isEmpty());
    QVERIFY(sender.send("x"));
}

void NotificationTest::findsAReceiverAgainThatWasRestarted()
{
    UnixDatagram sender(address());
    {
        DatagramReceiver first(address());
        QVERIFY(sender.send("1"));
    }
    QVERIFY(!sender.send("2"));
    QVERIFY(QFile::remove(QFile::decodeName(address())));
    DatagramReceiver second(address());
    QVERIFY(sender.send("3"));
    QCOMPARE(second.next(), QByteArray("3"));
}

void NotificationTest::reachesAbstractNames()
{
    const QByteArray name = "@qtga-test-" + QByteArray::number(qint64(::getpid()));
    DatagramReceiver receiver(name);
    QVERIFY(receiver.isBound());
    QVERIFY(UnixDatagram(name).send("x"));
    QCOMPARE(receiver.next(), QByteArray("x"));
}

void NotificationTest::refusesAddressesThatAreNone_data()
{
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("too long") << QByteArray(200, 'x');
    QTest::newRow("missing") << QByteArray("/nonexistent/socket");
}

void NotificationTest::refusesAddressesThatAreNone()
{
    QFETCH(QByteArray, name);
    QVERIFY(!UnixDatagram(name).send("x"));
}

void NotificationTest::readsTheManagersEnvironment_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("pid");
    QTest::addColumn<qint64>("watchdog"); // Microseconds; 0: none.

    QTest::newRow("for anyone") << QByteArray("2000") << QByteArray() << qint64(2000);
    QTest::newRow("for this process") << QByteArray("2000") << QByteArray("42") << qint64(2000);
    QTest::newRow("for another process") << QByteArray("2000") << QByteArray("43") << qint64(0);
    QTest::newRow("none") << QByteArray() << QByteArray() << qint64(0);
    QTest::newRow("no number") << QByteArray("2s") << QByteArray() << qint64(0);
    QTest::newRow("negative") << QByteArray("-2000") << QByteArray() << qint64(0);
}

void NotificationTest::readsTheManagersEnvironment()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, pid);
    qputenv("NOTIFY_SOCKET", "/socket");
    if (!limit.isEmpty())
        qputenv("WATCHDOG_USEC", limit);
    if (!pid.isEmpty())
        qputenv("WATCHDOG_PID", pid);
    const NotifyEnvironment environment = takeNotifyEnvironment(42);
    QCOMPARE(environment.socket, QByteArray("/socket"));
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"})
        QVERIFY(!qEnvironmentVariableIsSet(name));
    QTEST(qint64(environment.watchdog.value_or(std::chrono::microseconds(0)).count()), "watchdog");
}

void NotificationTest::reportsToTheServiceManager()
{
    DatagramReceiver receiver(address());
    ServiceManager manager({.socket = address()});
    manager.reportReady();
    QCOMPARE(receiver.next(), QByteArray("READY=1"));
    manager.reportStatus(QStringLiteral("no port\nMAINPID=1"));
    QCOMPARE(receiver.next(), QByteArray("STATUS=no port MAINPID=1"));
    manager.reportStopping();
    QCOMPARE(receiver.next(), QByteArray("STOPPING=1"));
}

void NotificationTest::feedsTheWatchdogOnceItIsReady()
{
    DatagramReceiver receiver(address());
    ServiceManager manager({.socket = address(), .watchdog = std::chrono::milliseconds(20)});
    manager.reportReady();
    QCOMPARE(receiver.next(), QByteArray("READY=1"));
    QCOMPARE(awaited(receiver), QByteArray("WATCHDOG=1"));
    QCOMPARE(awaited(receiver), QByteArray("WATCHDOG=1"));
}

void NotificationTest::aServiceTellsItsManagerOfItsLife()
{
    DatagramReceiver receiver(address());
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("NOTIFY_SOCKET"), QFile::decodeName(address()));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SERVICE_PROBE),
                  {QStringLiteral("foreground"), QStringLiteral("serve"),
                   m_directory->filePath(QStringLiteral("pid"))});
    QCOMPARE(awaited(receiver), QByteArray("READY=1"));
    ::kill(pid_t(process.processId()), SIGHUP);
    QCOMPARE(awaited(receiver), QByteArray("STATUS=reloaded"));
    process.terminate();
    QCOMPARE(awaited(receiver), QByteArray("STOPPING=1"));
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

QTEST_GUILESS_MAIN(NotificationTest)
#include "notification_test.moc"
