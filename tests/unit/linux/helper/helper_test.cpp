// SPDX-License-Identifier: Apache-2.0
// What a helper program gets, and what is told about how it ended.
#include "platform/linux/helper/helper.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace ga;
using namespace std::chrono_literals;

class HelperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitStatusZeroIsSuccess();
    void outputIsBothStreams();
    void outputFollowsTheAction();
    void silentFailureTellsTheStatus();
    void deathBySignalIsAbnormal();
    void missingProgramIsNamed();
    void programThatIsNotExecutableIsNamed();
    void programIsFoundInPath();
    void scriptWithoutInterpreterLineRunsInTheShell();
    void inputReachesTheProgram();
    void inputLargerThanAPipeReachesTheProgram();
    void programThatDoesNotReadItsInputIsNoTrouble();
    void withoutInputThereIsNothingToRead();
    void grandchildThatHoldsTheOutputIsNotWaitedFor();
    void overdueProgramIsKilledWithItsChildren();
    void overdueProgramIsToldWithTheDeadline();
    void programThatNeverStopsWritingIsOverdue();
    void endlessOutputIsCut();
    void programHasItsOwnSession();
    void programHasNoSignalIgnoredOrBlocked();
    void programInheritsOnlyItsOwnDescriptors();
    void severalRunAtATime();
    void helperReapedBySomebodyElseIsNoSuccess();

private:
    static HelperRequest shell(const QByteArray &script)
    {
        return {.argv = {"/bin/sh", "-c", script}, .action = QStringLiteral("do it")};
    }
    // Gives a program that doesn't end more and more time, until it gets around to writing so many
    // bytes.
    static HelperOutcome overdue(HelperRequest request, qsizetype output)
    {
        for (request.deadline = 100ms;; request.deadline *= 2) {
            const auto outcome = observeHelper(request);
            if (!outcome || outcome->output.size() >= output || request.deadline > 30s)
                return outcome.value_or(HelperOutcome());
        }
    }
    static QString errorOf(const HelperRequest &request)
    {
        const auto outcome = runHelper(request);
        return outcome ? QStringLiteral("no error") : outcome.error().description;
    }
    QByteArray writeFile(const QString &name, const QByteArray &content,
                         QFile::Permissions permissions) const
    {
        QFile file(m_directory.filePath(name));
        const bool written =
            file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        return written && file.setPermissions(permissions) ? QFile::encodeName(file.fileName())
                                                           : QByteArray();
    }

    QTemporaryDir m_directory;
};

void HelperTest::exitStatusZeroIsSuccess()
{
    const auto outcome = runHelper(shell("exit 0"));
    QVERIFY(outcome);
    QVERIFY(outcome->end == HelperEnd::Exited);
    QCOMPARE(outcome->code, 0);
    QCOMPARE(outcome->output, QByteArray());
}

void HelperTest::outputIsBothStreams()
{
    QCOMPARE(runHelper(shell("echo one; echo two >&2; echo three"))->output,
             QByteArray("one\ntwo\nthree\n"));
}

void HelperTest::outputFollowsTheAction()
{
    QCOMPARE(errorOf(shell("echo 'no way'; exit 3")),
             QStringLiteral("child process has failed to do it: no way\n"));
}

void HelperTest::silentFailureTellsTheStatus()
{
    QCOMPARE(errorOf(shell("exit 3")),
             QStringLiteral("child process has failed to do it: exit status 3"));
    QCOMPARE(observeHelper(shell("exit 3"))->code, 3);
}

void HelperTest::deathBySignalIsAbnormal()
{
    QCOMPARE(errorOf(shell("kill -KILL $$")),
             QStringLiteral("child process has terminated abnormally"));
    QCOMPARE(errorOf(shell("echo oh; kill -TERM $$")),
             QStringLiteral("child process has terminated abnormally: oh\n"));
    QCOMPARE(observeHelper(shell("kill -TERM $$"))->code, SIGTERM);
}

void HelperTest::missingProgramIsNamed()
{
    const HelperRequest request{.argv = {"/no/such/program"}, .action = QStringLiteral("shutdown")};
    QCOMPARE(errorOf(request),
             QStringLiteral("child process has failed to shutdown: failed to exec "
                            "'/no/such/program': No such file or directory\n"));
    QCOMPARE(observeHelper(request)->code, ENOENT);
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(m_directory.path()));
    const QString error = errorOf({.argv = {"no-such-program"}, .action = QStringLiteral("x")});
    qputenv("PATH", before);
    QCOMPARE(error,
             QStringLiteral("child process has failed to x: failed to exec 'no-such-program': "
                            "No such file or directory\n"));
}

void HelperTest::programThatIsNotExecutableIsNamed()
{
    const QByteArray path = writeFile(QStringLiteral("plain"), "#!/bin/sh\n", QFile::ReadOwner);
    QCOMPARE(
        errorOf({.argv = {path}, .action = QStringLiteral("x")}),
        QStringLiteral("child process has failed to x: failed to exec '%1': Permission denied\n")
            .arg(QString::fromUtf8(path)));
}

void HelperTest::programIsFoundInPath()
{
    writeFile(QStringLiteral("a-helper"), "#!/bin/sh\necho \"found $1\"\n",
              QFile::ReadOwner | QFile::ExeOwner);
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", "/no/such/directory:" + QFile::encodeName(m_directory.path()));
    const auto outcome = runHelper({.argv = {"a-helper", "it"}, .action = QStringLiteral("x")});
    qputenv("PATH", before);
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("found it\n"));
}

void HelperTest::scriptWithoutInterpreterLineRunsInTheShell()
{
    const QByteArray path =
        writeFile(QStringLiteral("bare"), "echo \"bare $1\"\n", QFile::ReadOwner | QFile::ExeOwner);
    const auto outcome = runHelper({.argv = {path, "argument"}, .action = QStringLiteral("x")});
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("bare argument\n"));
}

void HelperTest::inputReachesTheProgram()
{
    HelperRequest request = shell("cat");
    request.input = "user:secret\n";
    QCOMPARE(runHelper(request)->output, request.input);
}

void HelperTest::inputLargerThanAPipeReachesTheProgram()
{
    HelperRequest request = shell("wc -c");
    request.input = QByteArray(1024 * 1024, 'x');
    QCOMPARE(runHelper(request)->output.trimmed(), QByteArray("1048576"));
    request.input += 'x';
    QCOMPARE(errorOf(request),
             QStringLiteral("the input of a child process is larger than 1048576 bytes"));
}

void HelperTest::programThatDoesNotReadItsInputIsNoTrouble()
{
    HelperRequest request = shell("exec 0<&-; exit 0");
    request.input = QByteArray(300000, 'x');
    QVERIFY(runHelper(request));
}

void HelperTest::withoutInputThereIsNothingToRead()
{
    QCOMPARE(runHelper(shell("cat; readlink /proc/self/fd/0"))->output, QByteArray("/dev/null\n"));
}

void HelperTest::grandchildThatHoldsTheOutputIsNotWaitedFor()
{
    // The grandchild waits for our closing the FIFO: were it waited for, this would never end.
    const QByteArray fifo = QFile::encodeName(m_directory.filePath(QStringLiteral("hold")));
    QCOMPARE(::mkfifo(fifo.constData(), 0600), 0);
    const int writer = ::open(fifo.constData(), O_RDWR | O_CLOEXEC);
    const auto outcome = runHelper(shell("exec 9<'" + fifo + "'; read line <&9 & echo told"));
    ::close(writer);
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("told\n"));
}

void HelperTest::overdueProgramIsKilledWithItsChildren()
{
    const auto outcome = overdue(shell("sleep 1000 & echo $$ $!; wait"), 2);
    QVERIFY(outcome.end == HelperEnd::Overdue);
    const auto pids = outcome.output.simplified().split(' ');
    QCOMPARE(pids.size(), 2);
    QCOMPARE(::kill(pids[0].toInt(), 0), -1);
    const QString child = QStringLiteral("/proc/%1/cmdline").arg(QString::fromUtf8(pids[1]));
    QTRY_VERIFY([&] { // Gone, or a zombie that its new parent has still to reap.
        QFile file(child);
        return !file.open(QIODevice::ReadOnly) || file.readAll().isEmpty();
    }());
}

void HelperTest::overdueProgramIsToldWithTheDeadline()
{
    HelperRequest request = shell("");
    request.deadline = 1500ms;
    QCOMPARE(helperSuccess(request, {HelperEnd::Overdue, SIGKILL, "busy\n"}).error().description,
             QStringLiteral("child process has failed to do it: it did not end within 1.5 s and "
                            "was killed: busy\n"));
    QCOMPARE(helperSuccess(request, {HelperEnd::Overdue, SIGKILL, {}}).error().description,
             QStringLiteral(
                 "child process has failed to do it: it did not end within 1.5 s and was killed"));
    QCOMPARE(helperSuccess(request, {HelperEnd::Overdue, 0, "busy\n"}).error().description,
             QStringLiteral("child process has failed to do it: it did not end within 1.5 s and "
                            "could not be killed: busy\n"));
}

void HelperTest::programThatNeverStopsWritingIsOverdue()
{
    const auto outcome = overdue(shell("exec yes"), 64 * 1024);
    QVERIFY(outcome.end == HelperEnd::Overdue);
    QCOMPARE(outcome.output.size(), 64 * 1024);
}

void HelperTest::endlessOutputIsCut()
{
    const auto outcome = runHelper(shell("head -c 1000000 /dev/zero"));
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray(64 * 1024, '\0'));
}

void HelperTest::programHasItsOwnSession()
{
    const auto outcome = runHelper(shell("cut -d' ' -f1,5,6 /proc/$$/stat")); // pid, group, session
    const auto ids = outcome->output.simplified().split(' ');
    QCOMPARE(ids.size(), 3);
    QCOMPARE(ids[1], ids[0]);
    QCOMPARE(ids[2], ids[0]);
}

void HelperTest::programHasNoSignalIgnoredOrBlocked()
{
    sigset_t blocked;
    sigset_t before;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto ignored = ::signal(SIGPIPE, SIG_IGN);
    const auto outcome = runHelper(shell("grep -E 'SigBlk|SigIgn' /proc/self/status | cut -f2"));
    ::signal(SIGPIPE, ignored);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    const auto masks = outcome->output.simplified().split(' ');
    QCOMPARE(masks.size(), 2);
    constexpr quint64 ordinarySignals = 0x7fffffff; // The C library keeps 32 and 33 for itself.
    QCOMPARE(masks[0].toULongLong(nullptr, 16) & ordinarySignals, 0);
    QCOMPARE(masks[1].toULongLong(nullptr, 16) & ordinarySignals, 0);
}

void HelperTest::programInheritsOnlyItsOwnDescriptors()
{
    const int leaked = ::open("/dev/null", O_RDONLY); // Not close-on-exec.
    const auto outcome =
        runHelper({.argv = {"ls", "/proc/self/fd"}, .action = QStringLiteral("x")});
    ::close(leaked);
    QCOMPARE(outcome->output, QByteArray("0\n1\n2\n3\n")); // 3 is the directory that ls reads.
}

void HelperTest::severalRunAtATime()
{
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int number = 0; number < 8; ++number) {
        threads.emplace_back([number, &right] {
            HelperRequest request = shell("cat; exit 0");
            request.input = QByteArray::number(number);
            for (int round = 0; round < 5; ++round)
                right += runHelper(request)->output == request.input;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 40);
}

void HelperTest::helperReapedBySomebodyElseIsNoSuccess()
{
    const auto before =
        ::signal(SIGCHLD, SIG_IGN); // The kernel reaps, and nobody learns the status.
    const QString error = errorOf(shell("exit 0"));
    ::signal(SIGCHLD, before);
    QCOMPARE(error, QStringLiteral("child process has terminated abnormally"));
}

QTEST_GUILESS_MAIN(HelperTest)
#include "helper_test.moc"
