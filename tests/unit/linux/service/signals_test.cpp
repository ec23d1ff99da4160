// SPDX-License-Identifier: Apache-2.0
// Signals end or reload the agent by way of its event loop, and are no legacy for the programs it
// starts.
#include "platform/linux/service/posix_signals.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <memory>

using namespace ga;

class SignalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksToQuit_data();
    void asksToQuit();
    void asksToReload();
    void asksToThaw();
    void survives_data();
    void survives();
    void aBurstOfSignalsIsNotLost();
    void aChildThatIsAboutToExecSaysNothing();
    void startedProgramsIgnoreNothing();
    void canBeMadeAgain();

private:
    std::unique_ptr<PosixSignals> m_signals;
};

void SignalsTest::init()
{
    m_signals.reset(); // One at a time.
    auto created = PosixSignals::create();
    QVERIFY(created);
    m_signals = std::move(*created);
}

void SignalsTest::asksToQuit_data()
{
    QTest::addColumn<int>("number");

    QTest::newRow("TERM") << SIGTERM;
    QTest::newRow("INT") << SIGINT;
    QTest::newRow("QUIT") << SIGQUIT;
}

void SignalsTest::asksToQuit()
{
    QFETCH(int, number);
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    ::raise(number);
    QTRY_COMPARE(quit.size(), 1);
    QCOMPARE(reload.size(), 0);
}

void SignalsTest::asksToReload()
{
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    ::raise(SIGHUP);
    QTRY_COMPARE(reload.size(), 1);
    QCOMPARE(quit.size(), 0);
}

void SignalsTest::asksToThaw()
{
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    QSignalSpy thaw(m_signals.get(), &PosixSignals::thawRequested);
    ::raise(SIGUSR1);
    QTRY_COMPARE(thaw.size(), 1);
    QCOMPARE(reload.size(), 0);
}

void SignalsTest::survives_data()
{
    QTest::addColumn<int>("number");

    QTest::newRow("PIPE") << SIGPIPE;
    QTest::newRow("USR2") << SIGUSR2;
}

void SignalsTest::survives()
{
    QFETCH(int, number);
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    ::raise(number);
    ::raise(SIGHUP); // Comes after it.
    QTRY_COMPARE(reload.size(), 1);
    QCOMPARE(quit.size(), 0);
}

void SignalsTest::aBurstOfSignalsIsNotLost()
{
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    for (int i = 0; i < 200'000; ++i) // More than the pipe holds: the handler must not block.
        ::raise(SIGHUP);
    QTRY_VERIFY(reload.size() >= 1000);
    ::raise(SIGTERM);
    QTRY_VERIFY(quit.size() >= 1);
}

void SignalsTest::aChildThatIsAboutToExecSaysNothing()
{
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    QSignalSpy reload(m_signals.get(), &PosixSignals::reloadRequested);
    const pid_t child = ::fork();
    if (child == 0) {
        ::raise(SIGTERM);
        ::_exit(0);
    }
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    ::raise(SIGHUP);
    QTRY_COMPARE(reload.size(), 1);
    QCOMPARE(quit.size(), 0);
}

void SignalsTest::startedProgramsIgnoreNothing()
{
    QProcess process;
    process.start(QStringLiteral("grep"),
                  {QStringLiteral("SigIgn"), QStringLiteral("/proc/self/status")});
    QVERIFY(process.waitForFinished());
    bool isNumber = false;
    const auto ignored =
        process.readAllStandardOutput().mid(8).trimmed().toULongLong(&isNumber, 16);
    QVERIFY(isNumber);
    for (const int number : {SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2})
        QVERIFY2(!(ignored & (1ULL << (number - 1))), QByteArray::number(number));
}

void SignalsTest::canBeMadeAgain()
{
    init();
    QSignalSpy quit(m_signals.get(), &PosixSignals::quitRequested);
    ::raise(SIGTERM);
    QTRY_COMPARE(quit.size(), 1);
}

QTEST_GUILESS_MAIN(SignalsTest)
#include "signals_test.moc"
