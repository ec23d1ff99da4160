// SPDX-License-Identifier: Apache-2.0
// The pid file names the process, belongs to it alone, and goes with it.
#include "platform/api/service_host.h"

#include "daemon_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <memory>

using namespace ga;
using namespace ga::test;

class PidFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesTheProcess();
    void isRemovedInTheEnd();
    void takesOverAStaleFile();
    void isRefusedWhileAnotherProcessHasIt();
    void followsNoLink();
    void saysWhyItCannotBeMade();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("pid")); }
    QByteArray text() const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void PidFileTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

QByteArray PidFileTest::text() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

void PidFileTest::namesTheProcess()
{
    const auto pidFile = createPidFile(path());
    QVERIFY(pidFile);
    QCOMPARE(text(), QByteArray::number(qint64(::getpid())) + '\n');
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600U);
}

void PidFileTest::isRemovedInTheEnd()
{
    QVERIFY(createPidFile(path()));
    QVERIFY(!QFile::exists(path()));
}

void PidFileTest::takesOverAStaleFile()
{
    QFile stale(path());
    QVERIFY(stale.open(QIODevice::WriteOnly) && stale.write("123456789 and more\n") > 0);
    stale.close();
    const auto pidFile = createPidFile(path());
    QVERIFY(pidFile);
    QCOMPARE(text(), QByteArray::number(qint64(::getpid())) + '\n');
}

void PidFileTest::isRefusedWhileAnotherProcessHasIt()
{
    auto pidFile = createPidFile(path());
    QVERIFY(pidFile);
    // Other than text(), this doesn't close the file, which would give up this process's lock on
    // it.
    const ProbeRun run = runProbe({QStringLiteral("foreground"), QStringLiteral("serve"), path()});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err, QByteArray("Cannot lock pid file: Resource temporarily unavailable\n"));
    QCOMPARE(text(), QByteArray::number(qint64(::getpid())) + '\n');
}

void PidFileTest::followsNoLink()
{
    const QString target = m_directory->filePath(QStringLiteral("target"));
    QVERIFY(QFile::link(target, path()));
    QVERIFY(!createPidFile(path()));
    QVERIFY(!QFile::exists(target));
}

void PidFileTest::saysWhyItCannotBeMade()
{
    const auto pidFile = createPidFile(QStringLiteral("/nonexistent/pid"));
    QVERIFY(!pidFile);
    QCOMPARE(pidFile.error().description,
             QStringLiteral("Could not create '/nonexistent/pid': No such file or directory"));
}

QTEST_GUILESS_MAIN(PidFileTest)
#include "pid_file_test.moc"
