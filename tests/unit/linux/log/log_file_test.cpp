// SPDX-License-Identifier: Apache-2.0
// A log on a disk that does not answer keeps nobody, and nothing of it is lost when it does.
#include "app/log_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ga;

class LogFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFileThatDoesNotOpenKeepsNobody();
    void aFileThatTakesNothingKeepsNobody();
    void opensNothingWhileHeld();
    void logsAnErrorThatNobodyWaitsFor();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1String(name)); }
    QByteArray readUntil(int descriptor, const QByteArray &end) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void LogFileTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

QByteArray LogFileTest::readUntil(int descriptor, const QByteArray &end) const
{
    QByteArray text;
    char chunk[4096];
    while (!text.endsWith(end)) {
        const ssize_t count = ::read(descriptor, chunk, sizeof chunk);
        if (count <= 0)
            break;
        text.append(chunk, count);
    }
    return text;
}

// A FIFO without a reader.
void LogFileTest::aFileThatDoesNotOpenKeepsNobody()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("fifo")).constData(), 0600), 0);
    LogFile log;
    QVERIFY(log.open(path("fifo")));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        log.write("line\n");
    log.write("last\n");
    log.hold();
    log.release();
    QVERIFY(timer.elapsed() < LogFile::patience); // Who waited once waits no more.
    const int reader = ::open(QFile::encodeName(path("fifo")).constData(), O_RDONLY | O_CLOEXEC);
    QCOMPARE(readUntil(reader, "last\n"), QByteArray("line\n").repeated(100) + "last\n");
    ::close(reader);
}

// A FIFO whose reader does not read.
void LogFileTest::aFileThatTakesNothingKeepsNobody()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("fifo")).constData(), 0600), 0);
    const int reader =
        ::open(QFile::encodeName(path("fifo")).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    LogFile log;
    QVERIFY(log.open(path("fifo")));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 200; ++i)
        log.write(QByteArray(999, 'x') + '\n'); // A pipe takes 64 KiB.
    log.write("last\n");
    QVERIFY(timer.elapsed() < 3 * LogFile::patience);
    QCOMPARE(::fcntl(reader, F_SETFL, 0), 0);
    QCOMPARE(readUntil(reader, "last\n").size(), 200 * 1000 + 5);
    ::close(reader);
}

void LogFileTest::opensNothingWhileHeld()
{
    LogFile log;
    log.hold();
    QVERIFY(log.open(path("log")));
    log.write("line\n");
    QVERIFY(!QFile::exists(path("log")));
    log.release();
    QFile file(path("log"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("line\n"));
}

void LogFileTest::logsAnErrorThatNobodyWaitsFor()
{
    LogFile log;
    QVERIFY(log.open(path("log")));
    log.hold();
    QVERIFY(log.open(QStringLiteral("/nonexistent/log")));
    log.release();
    QFile file(path("log"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("critical: unable to open specified log file: "));
}

QTEST_GUILESS_MAIN(LogFileTest)
#include "log_file_test.moc"
