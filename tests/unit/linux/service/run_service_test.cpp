// SPDX-License-Identifier: Apache-2.0
// A daemon's start is visible to whoever started it, and the daemon itself is cut loose from him.
#include "platform/api/defaults.h"
#include "platform/api/service_host.h"

#include "daemon_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <memory>

using namespace ga;
using namespace ga::test;

class RunServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void returnsTheBodysCodeInTheForeground();
    void showsTheStartOfADaemonAndNothingAfterIt();
    void cutsADaemonLoose();
    void tellsThatADaemonCouldNotStart();
    void aDaemonServesUntilItIsAskedToEnd();
    void aSecondDaemonFailsVisibly();
    void needsNoStandardDescriptors();
    void settlingTheLocaleLeavesTheEnvironment();
    void hasThePathsOfQemuGa();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("file")); }
    QByteArray text() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<AdoptedDaemons> m_daemons;
};

void RunServiceTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_daemons = std::make_unique<AdoptedDaemons>();
}

void RunServiceTest::cleanup()
{
    m_daemons.reset();
}

QByteArray RunServiceTest::text() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

void RunServiceTest::returnsTheBodysCodeInTheForeground()
{
    const ProbeRun run = runProbe({QStringLiteral("foreground"), QStringLiteral("end"), path()});
    QCOMPARE(run.exitCode, 7);
    QCOMPARE(run.err, QByteArray("before\nafter\n"));
    QCOMPARE(run.out, QByteArray("after\n"));
    QVERIFY(text().contains("leads=0\n"));
    QVERIFY(!text().contains("directory=/\n"));
}

void RunServiceTest::showsTheStartOfADaemonAndNothingAfterIt()
{
    const ProbeRun run = runProbe({QStringLiteral("background"), QStringLiteral("end"), path()});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.err, QByteArray("before\n"));
    QCOMPARE(run.out, QByteArray());
    QVERIFY(::waitpid(-1, nullptr, 0) > 0);
}

void RunServiceTest::cutsADaemonLoose()
{
    runProbe({QStringLiteral("background"), QStringLiteral("end"), path()});
    QCOMPARE(text(), QByteArray("leads=1\numask=77\ndirectory=/\n"));
    int status = 0;
    QVERIFY(::waitpid(-1, &status, 0) > 0);
    QCOMPARE(WEXITSTATUS(status), 7);
}

void RunServiceTest::tellsThatADaemonCouldNotStart()
{
    const ProbeRun run = runProbe({QStringLiteral("background"), QStringLiteral("fail")});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err, QByteArray("no good\n"));
    QVERIFY(::waitpid(-1, nullptr, 0) > 0);
}

void RunServiceTest::aDaemonServesUntilItIsAskedToEnd()
{
    const ProbeRun run = runProbe({QStringLiteral("background"), QStringLiteral("serve"), path()});
    const qint64 pid = text().trimmed().toLongLong();
    m_daemons->adopt(pid);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(pid > 0, text());
    QCOMPARE(m_daemons->wait(SIGTERM), 0);
    QVERIFY(!QFile::exists(path()));
}

void RunServiceTest::aSecondDaemonFailsVisibly()
{
    const QStringList arguments{QStringLiteral("background"), QStringLiteral("serve"), path()};
    QCOMPARE(runProbe(arguments).exitCode, 0);
    const QByteArray first = text();
    m_daemons->adopt(first.trimmed().toLongLong());
    const ProbeRun second = runProbe(arguments);
    QCOMPARE(second.exitCode, 1);
    QCOMPARE(second.err, QByteArray("Cannot lock pid file: Resource temporarily unavailable\n"));
    QCOMPARE(text(), first);
    QCOMPARE(m_daemons->wait(SIGINT), 0);
    QVERIFY(::waitpid(-1, nullptr, 0) > 0); // The second one.
}

void RunServiceTest::needsNoStandardDescriptors()
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("exec \"$1\" foreground end \"$2\" >&- 2>&-"),
                 QStringLiteral("sh"), QStringLiteral(SERVICE_PROBE), path()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 7);
    QVERIFY2(!text().contains("after"), text()); // The file didn't become standard output.
}

void RunServiceTest::settlingTheLocaleLeavesTheEnvironment()
{
    qputenv("LC_ALL", "xx_YY");
    settleLocale();
    QCOMPARE(qgetenv("LC_ALL"), QByteArray("xx_YY"));
    QVERIFY(QByteArray(std::setlocale(LC_MESSAGES, nullptr)).startsWith('C'));
    qunsetenv("LC_ALL");
}

void RunServiceTest::hasThePathsOfQemuGa()
{
    const PlatformDefaults defaults = platformDefaults();
    QCOMPARE(defaults.configPath, QStringLiteral("/etc/qemu/qemu-ga.conf"));
    QCOMPARE(defaults.stateDirectory, QStringLiteral("/var/run"));
    QCOMPARE(defaults.pidfile, QStringLiteral("/var/run/qemu-ga.pid"));
    QCOMPARE(defaults.virtioPath, QStringLiteral("/dev/virtio-ports/org.qemu.guest_agent.0"));
    QCOMPARE(defaults.methods.size(), 4);
    QVERIFY(defaults.serviceActions.isEmpty());
}

QTEST_GUILESS_MAIN(RunServiceTest)
#include "run_service_test.moc"
