// SPDX-License-Identifier: Apache-2.0
// Messages go where they belong, in qemu-ga's form, and nowhere at all while nothing may be
// written.
#include "app/logger.h"

#include "app/log_line.h"
#include "tests/fakes/this_system.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace ga;

Q_LOGGING_CATEGORY(testLog, "ga.test")
Q_LOGGING_CATEGORY(eventLog, "ga.event")

namespace {

// Keeps the lines in `lines`, and complains while it is written to.
class KeptEvents : public EventLog
{
public:
    explicit KeptEvents(QStringList &lines)
        : m_lines(lines)
    {}

    void write(const QString &line) override
    {
        qCCritical(testLog) << "from within";
        m_lines += line;
    }

private:
    QStringList &m_lines;
};

} // namespace

class LoggerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void formsLinesAsQemuGaDoes_data();
    void formsLinesAsQemuGaDoes();
    void aTextIsOneLineWhateverIsInIt();
    void cutsALongText();
    void writesWhatTheLevelAsksFor_data();
    void writesWhatTheLevelAsksFor();
    void sparesTheFormingOfWhatNobodySees();
    void appendsToTheFile();
    void keepsTheLogWhereItWasOnError();
    void opensTheFileAgainAfterARotation();
    void writesNothingWhileHeld();
    void boundsWhatIsHeld();
    void eventsReachTheEventLogAtEveryLevel();
    void holdsEventsToo();
    void linesOfThreadsDoNotMix();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("log")); }
    QByteArray text() const;
    QStringList texts() const; // The lines without their times.

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Logger> m_logger;
};

void LoggerTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_logger = std::make_unique<Logger>();
    QVERIFY(m_logger->setFile(path()));
}

void LoggerTest::cleanup()
{
    m_logger.reset();
}

QByteArray LoggerTest::text() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList LoggerTest::texts() const
{
    QStringList lines = QString::fromUtf8(text()).split(u'\n', Qt::SkipEmptyParts);
    for (QString &line : lines)
        line.remove(0, line.indexOf(u' ') + 1);
    return lines;
}

void LoggerTest::formsLinesAsQemuGaDoes_data()
{
    QTest::addColumn<QtMsgType>("type");
    QTest::addColumn<QByteArray>("word");

    QTest::newRow("debug") << QtDebugMsg << QByteArray("debug");
    QTest::newRow("info") << QtInfoMsg << QByteArray("info");
    QTest::newRow("warning") << QtWarningMsg << QByteArray("warning");
    QTest::newRow("critical") << QtCriticalMsg << QByteArray("critical");
    QTest::newRow("fatal") << QtFatalMsg << QByteArray("error");
}

void LoggerTest::formsLinesAsQemuGaDoes()
{
    QFETCH(QtMsgType, type);
    QFETCH(QByteArray, word);
    const std::chrono::microseconds time(1795183211'000042);
    QCOMPARE(logLine(time, type, QStringLiteral("a: b")),
             "1795183211.000042: " + word + ": a: b\n");
}

void LoggerTest::aTextIsOneLineWhateverIsInIt()
{
    QCOMPARE(printable(QStringLiteral("a\nb\tc\x1b[2J\r") + QChar(0x2028) + QChar(0xe4)),
             QStringLiteral("a\\nb\\tc\\x1b[2J\\x0d\\x2028") + QChar(0xe4));
}

void LoggerTest::cutsALongText()
{
    const QString cut = printable(QString(100'000, u'x'));
    QVERIFY(cut.size() < 5000);
    QVERIFY(cut.endsWith(u"xx [cut]"));
}

void LoggerTest::writesWhatTheLevelAsksFor_data()
{
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<QString>("expected");

    QTest::newRow("error") << LogLevel::Error << "critical: c";
    QTest::newRow("warning") << LogLevel::Warning << "warning: w|critical: c";
    QTest::newRow("info") << LogLevel::Info << "info: i|warning: w|critical: c";
    QTest::newRow("debug") << LogLevel::Debug << "debug: d|info: i|warning: w|critical: c";
}

void LoggerTest::writesWhatTheLevelAsksFor()
{
    QFETCH(LogLevel, level);
    m_logger->setLevel(level);
    qCDebug(testLog) << "d";
    qCInfo(testLog) << "i";
    qCWarning(testLog) << "w";
    qCCritical(testLog) << "c";
    QTEST(texts().join(u'|').remove(u'"'), "expected");
    const QRegularExpression form(QStringLiteral("^[0-9]{10}\\.[0-9]{6}: "));
    QVERIFY(form.match(QString::fromUtf8(text())).hasMatch());
}

void LoggerTest::sparesTheFormingOfWhatNobodySees()
{
    QVERIFY(!testLog().isDebugEnabled() && !testLog().isWarningEnabled());
    QVERIFY(testLog().isCriticalEnabled());
    QVERIFY(eventLog().isInfoEnabled());
    m_logger->setLevel(LogLevel::Debug);
    QVERIFY(testLog().isDebugEnabled());
}

void LoggerTest::appendsToTheFile()
{
    qCCritical(testLog) << 1;
    m_logger = nullptr;
    m_logger = std::make_unique<Logger>();
    QVERIFY(m_logger->setFile(path()));
    qCCritical(testLog) << 2;
    QCOMPARE(texts(), QStringList({QStringLiteral("critical: 1"), QStringLiteral("critical: 2")}));
}

void LoggerTest::keepsTheLogWhereItWasOnError()
{
    const QString missing = QStringLiteral("/nonexistent/log");
    QFile file(missing);
    QVERIFY(!file.open(QFile::WriteOnly)); // Each system has its own words for it.
    const auto set = m_logger->setFile(missing);
    QVERIFY(!set);
    QCOMPARE(set.error().description,
             QStringLiteral("unable to open specified log file: ") + file.errorString());
    qCCritical(testLog) << 1;
    QCOMPARE(texts().size(), 1);
}

void LoggerTest::opensTheFileAgainAfterARotation()
{
    if (ga::test::locksOpenFiles)
        QSKIP("this system doesn't let an open file be renamed");
    qCCritical(testLog) << 1;
    QVERIFY(QFile::rename(path(), path() + QStringLiteral(".1")));
    qCCritical(testLog) << 2; // Still to the renamed file.
    QVERIFY(m_logger->reopen());
    qCCritical(testLog) << 3;
    QCOMPARE(texts(), QStringList(QStringLiteral("critical: 3")));
}

void LoggerTest::writesNothingWhileHeld()
{
    m_logger->hold();
    qCCritical(testLog) << 1;
    qCCritical(testLog) << 2;
    QVERIFY(text().isEmpty());
    m_logger->release();
    QCOMPARE(texts(), QStringList({QStringLiteral("critical: 1"), QStringLiteral("critical: 2")}));
    qCCritical(testLog) << 3;
    QCOMPARE(texts().size(), 3);
}

void LoggerTest::boundsWhatIsHeld()
{
    m_logger->hold();
    for (int i = 0; i < Logger::heldLimit + 7; ++i)
        qCCritical(testLog) << i;
    m_logger->release();
    const QStringList lines = texts();
    QCOMPARE(lines.size(), Logger::heldLimit + 1);
    QCOMPARE(lines.at(Logger::heldLimit - 1), QStringLiteral("critical: 999"));
    QCOMPARE(lines.last(),
             QStringLiteral("warning: 7 more messages came while nothing could be written"));
}

void LoggerTest::eventsReachTheEventLogAtEveryLevel()
{
    QStringList events;
    m_logger->setEventLog(std::make_unique<KeptEvents>(events));
    qCInfo(eventLog).noquote() << "froze\nit";
    qCInfo(testLog) << "no event";
    QCOMPARE(events, QStringList(QStringLiteral("froze\\nit")));
    QVERIFY(text().isEmpty());

    m_logger->setLevel(LogLevel::Info);
    qCInfo(eventLog) << 2;
    QCOMPARE(events.size(), 2);
    QCOMPARE(texts(), QStringList(QStringLiteral("info: 2")));
}

void LoggerTest::holdsEventsToo()
{
    QStringList events;
    m_logger->setEventLog(std::make_unique<KeptEvents>(events));
    m_logger->hold();
    qCInfo(eventLog) << 1;
    QVERIFY(events.isEmpty());
    m_logger->release();
    QCOMPARE(events, QStringList(QStringLiteral("1")));
}

void LoggerTest::linesOfThreadsDoNotMix()
{
    constexpr int threads = 4;
    constexpr int each = 200;
    std::vector<std::unique_ptr<QThread>> running;
    for (int t = 0; t < threads; ++t) {
        running.emplace_back(QThread::create([] {
            for (int i = 0; i < each; ++i)
                qCCritical(testLog).noquote() << QString(200, u'x');
        }));
        running.back()->start();
    }
    for (const auto &thread : running)
        thread->wait();
    const QStringList lines = texts();
    QCOMPARE(lines.size(), threads * each);
    QCOMPARE(lines.count(QStringLiteral("critical: ") + QString(200, u'x')), threads * each);
}

QTEST_GUILESS_MAIN(LoggerTest)
#include "logger_test.moc"
