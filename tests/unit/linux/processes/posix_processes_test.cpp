// SPDX-License-Identifier: Apache-2.0
// Real programs: what they are given, what is kept of them, and when they have ended.
#include "platform/linux/processes/posix_processes.h"

#include "platform/linux/processes/end_watch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

using namespace ga;

namespace {

QStringList openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::System);
}

} // namespace

class PosixProcessesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void exitCodeIsReported();
    void signalIsReported();
    void captureKeepsWhatItSays_data();
    void captureKeepsWhatItSays();
    void captureOfOneStreamWorksManyTimes();
    void uncapturedStreamsAreNull();
    void outputBeyondTheLimitIsDrained();
    void notEndedWhileAGrandchildHoldsThePipe_data();
    void notEndedWhileAGrandchildHoldsThePipe();
    void endedAlthoughAGrandchildHoldsNoCapturedPipe();
    void programThatClosesItsPipesHasNotEnded();

    void withoutInputThereIsNothingToRead();
    void inputLargerThanThePipeArrives();
    void emptyInputIsAnEnd();
    void programMayIgnoreItsInput();
    void programMayEndAmidItsInput();

    void argumentsArriveUnchanged();
    void environmentReplacesTheAgents();
    void emptyEnvironmentIsEmpty();
    void agentsEnvironmentIsInherited();
    void givenPathIsSearched();
    void deniedFileInPathIsPassedOver();
    void scriptWithoutInterpreterRunsInTheShell();
    void scriptFoundInPathRunsUnderItsWholeName();
    void nothingIsInherited();
    void worksWithTheAgentsStandardStreamsClosed();
    void signalsAreAtTheirDefaults();
    void staysInTheAgentsSessionAndGroup();

    void failureNamesProgramAndCause_data();
    void failureNamesProgramAndCause();
    void missingInterpreterIsAFailure();
    void failedStartLeavesNothing();
    void endedProgramsLeaveNoDescriptors();
    void lackOfDescriptorsIsAFailure();

    void programSurvivesItsObject();
    void startsInSeveralThreads();
    void otherChildrenAreLeftAlone();
    void exitCodeIsKnownThoughTheAgentWasStartedIgnoringChildren();
    void pollingSeesTheEnd();
    void childReapedByOthersHasEnded();

private:
    struct Run
    {
        std::unique_ptr<GuestProcess> process;
        std::unique_ptr<QSignalSpy> finished;

        bool hasEnded() const { return !finished->isEmpty(); }
        ProcessOutcome outcome() const { return finished->first().first().value<ProcessOutcome>(); }
    };

    QString path(const char *name) const { return m_directory->filePath(QLatin1StringView(name)); }
    QString makeFile(const char *name, const QByteArray &contents, mode_t permissions);
    Run start(const ProcessRequest &request);
    ProcessOutcome run(const ProcessRequest &request);
    static ProcessRequest shell(const QByteArray &script,
                                CaptureOutput capture = CaptureOutput::Separated)
    {
        return {.path = QStringLiteral("/bin/sh"),
                .arguments = {QStringLiteral("-c"), QString::fromUtf8(script)},
                .capture = capture};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::optional<PosixProcesses> m_processes;
};

void PosixProcessesTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_processes.emplace(); // Here, as Qt Test handles SIGPIPE and would die of it.
}

// Every program of a test has ended and was reaped, and no zombie is left.
void PosixProcessesTest::cleanup()
{
    errno = 0;
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

QString PosixProcessesTest::makeFile(const char *name, const QByteArray &contents,
                                     mode_t permissions)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
        qFatal("can't write %s", name);
    file.close();
    ::chmod(path(name).toUtf8().constData(), permissions);
    return path(name);
}

PosixProcessesTest::Run PosixProcessesTest::start(const ProcessRequest &request)
{
    auto process = m_processes->start(request);
    if (!process)
        qFatal("%s", qPrintable(process.error().description));
    Run run{*std::move(process), nullptr};
    run.process->moveToThread(QThread::currentThread());
    run.finished = std::make_unique<QSignalSpy>(run.process.get(), &GuestProcess::finished);
    run.process->watch();
    return run;
}

ProcessOutcome PosixProcessesTest::run(const ProcessRequest &request)
{
    const Run run = start(request);
    if (!run.finished->wait(30000))
        qFatal("the program doesn't end");
    return run.outcome();
}

void PosixProcessesTest::exitCodeIsReported()
{
    const auto outcome = run(shell("exit 3", CaptureOutput::None));
    QCOMPARE(outcome.exitCode, std::optional<qint64>(3));
    QVERIFY(!outcome.signal);
}

void PosixProcessesTest::signalIsReported()
{
    const auto outcome = run(shell("kill -9 $$"));
    QCOMPARE(outcome.signal, std::optional<qint64>(9));
    QVERIFY(!outcome.exitCode);
}

void PosixProcessesTest::captureKeepsWhatItSays_data()
{
    QTest::addColumn<CaptureOutput>("capture");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("err");
    QTest::newRow("none") << CaptureOutput::None << QByteArray() << QByteArray();
    QTest::newRow("stdout") << CaptureOutput::Stdout << QByteArray("o\nq\n") << QByteArray();
    QTest::newRow("stderr") << CaptureOutput::Stderr << QByteArray() << QByteArray("p\n");
    QTest::newRow("separated") << CaptureOutput::Separated << QByteArray("o\nq\n")
                               << QByteArray("p\n");
    QTest::newRow("merged") << CaptureOutput::Merged << QByteArray("o\np\nq\n") << QByteArray();
}

void PosixProcessesTest::captureKeepsWhatItSays()
{
    QFETCH(CaptureOutput, capture);
    QFETCH(QByteArray, out);
    QFETCH(QByteArray, err);
    const auto outcome = run(shell("echo o; echo p >&2; echo q", capture));
    QCOMPARE(outcome.out, out);
    QCOMPARE(outcome.err, err);
    QVERIFY(!outcome.outTruncated && !outcome.errTruncated);
}

// With QEMU's agent the second such program never ends.
void PosixProcessesTest::captureOfOneStreamWorksManyTimes()
{
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(run(shell("echo o", CaptureOutput::Stdout)).out, QByteArray("o\n"));
        QCOMPARE(run(shell("echo e >&2", CaptureOutput::Stderr)).err, QByteArray("e\n"));
    }
}

void PosixProcessesTest::uncapturedStreamsAreNull()
{
    const QString file = path("streams");
    run(shell("x=$(cd /proc/$$/fd && readlink 0 1 2); echo \"$x\" > " + file.toUtf8(),
              CaptureOutput::None));
    QFile streams(file);
    QVERIFY(streams.open(QIODevice::ReadOnly));
    QCOMPARE(streams.readAll(), QByteArray("/dev/null\n/dev/null\n/dev/null\n"));
}

void PosixProcessesTest::outputBeyondTheLimitIsDrained()
{
    const auto outcome =
        run(shell("head -c 16777216 /dev/zero; head -c 16777217 /dev/zero >&2; exit 4"));
    QCOMPARE(outcome.exitCode, std::optional<qint64>(4));
    QCOMPARE(outcome.out.size(), GuestProcess::captureLimit);
    QCOMPARE(outcome.err.size(), GuestProcess::captureLimit);
    QVERIFY(!outcome.outTruncated);
    QVERIFY(outcome.errTruncated);
    QVERIFY(outcome.out.capacity() < GuestProcess::captureLimit + 4096);
}

void PosixProcessesTest::notEndedWhileAGrandchildHoldsThePipe_data()
{
    QTest::addColumn<QByteArray>("closing");
    QTest::newRow("both") << QByteArray();
    QTest::newRow("output") << QByteArray("exec 2>&-; ");
    QTest::newRow("error") << QByteArray("exec >&-; ");
}

void PosixProcessesTest::notEndedWhileAGrandchildHoldsThePipe()
{
    QFETCH(QByteArray, closing);
    const QByteArray go = path("go").toUtf8();
    QCOMPARE(::mkfifo(go.constData(), 0600), 0);
    // The grandchild waits until the test opens the fifo; the shell itself ends at once.
    const Run waiting = start(shell('(' + closing + "read x < " + go + ") & echo early"));
    QTRY_COMPARE(::kill(pid_t(waiting.process->pid()), 0), -1);    // Reaped.
    const int fifo = ::open(go.constData(), O_WRONLY | O_CLOEXEC); // It has come to its read.
    QCoreApplication::processEvents();
    QVERIFY(!waiting.hasEnded());
    ::close(fifo);
    QTRY_VERIFY(waiting.hasEnded());
    QCOMPARE(waiting.outcome().out, QByteArray("early\n"));
    QCOMPARE(waiting.outcome().exitCode, std::optional<qint64>(0));
}

void PosixProcessesTest::endedAlthoughAGrandchildHoldsNoCapturedPipe()
{
    const QByteArray go = path("go").toUtf8();
    QCOMPARE(::mkfifo(go.constData(), 0600), 0);
    const Run ended = start(shell("(read x < " + go + ") & exit 5", CaptureOutput::None));
    QTRY_VERIFY(ended.hasEnded());
    QCOMPARE(ended.outcome().exitCode, std::optional<qint64>(5));
    ::close(::open(go.constData(), O_WRONLY | O_CLOEXEC)); // Lets the grandchild go.
}

void PosixProcessesTest::programThatClosesItsPipesHasNotEnded()
{
    const QByteArray go = path("go").toUtf8();
    QCOMPARE(::mkfifo(go.constData(), 0600), 0);
    const Run waiting = start(shell("echo x; exec >&- 2>&-; read x < " + go + "; exit 6"));
    const int fifo = ::open(go.constData(), O_WRONLY | O_CLOEXEC); // It has come to its read.
    QVERIFY(!waiting.hasEnded());
    ::close(fifo);
    QTRY_VERIFY(waiting.hasEnded());
    QCOMPARE(waiting.outcome().exitCode, std::optional<qint64>(6));
}

void PosixProcessesTest::withoutInputThereIsNothingToRead()
{
    QCOMPARE(run({.path = QStringLiteral("cat"), .capture = CaptureOutput::Stdout}).out,
             QByteArray());
}

void PosixProcessesTest::inputLargerThanThePipeArrives()
{
    const QByteArray input(5'000'000, 'i');
    ProcessRequest request{.path = QStringLiteral("cat"), .capture = CaptureOutput::Stdout};
    request.input = input;
    QVERIFY(run(request).out == input);
}

void PosixProcessesTest::emptyInputIsAnEnd()
{
    ProcessRequest request = shell("cat; readlink /proc/$$/fd/0");
    request.input = QByteArray();
    QVERIFY(run(request).out.startsWith("pipe:"));
}

void PosixProcessesTest::programMayIgnoreItsInput()
{
    ProcessRequest request = shell("exit 2");
    request.input = QByteArray(1'000'000, 'i');
    QCOMPARE(run(request).exitCode, std::optional<qint64>(2));
}

void PosixProcessesTest::programMayEndAmidItsInput()
{
    ProcessRequest request = shell("head -c 3; exec <&-; echo; exit 2");
    request.input = QByteArray(1'000'000, 'i');
    const auto outcome = run(request);
    QCOMPARE(outcome.out, QByteArray("iii\n"));
    QCOMPARE(outcome.exitCode, std::optional<qint64>(2));
}

void PosixProcessesTest::argumentsArriveUnchanged()
{
    const QStringList arguments{QStringLiteral("%s|"),
                                QStringLiteral("a b"),
                                QString(),
                                QStringLiteral("$HOME \"'\\"),
                                QStringLiteral(u"\u00E4\U0001F600"),
                                QStringLiteral("-n")};
    const auto outcome = run({.path = QStringLiteral("printf"),
                              .arguments = arguments,
                              .capture = CaptureOutput::Stdout});
    QCOMPARE(QString::fromUtf8(outcome.out),
             QStringLiteral(u"a b||$HOME \"'\\|\u00E4\U0001F600|-n|"));
}

void PosixProcessesTest::environmentReplacesTheAgents()
{
    const auto outcome =
        run({.path = QStringLiteral("/usr/bin/env"),
             .environment = QList<QString>{QStringLiteral("A=1"), QStringLiteral("no equals sign"),
                                           QStringLiteral("B=2=3")},
             .capture = CaptureOutput::Stdout});
    QCOMPARE(outcome.out, QByteArray("A=1\nno equals sign\nB=2=3\n"));
}

void PosixProcessesTest::emptyEnvironmentIsEmpty()
{
    const auto outcome = run({.path = QStringLiteral("env"),
                              .environment = QList<QString>{},
                              .capture = CaptureOutput::Stdout});
    QCOMPARE(outcome.exitCode, std::optional<qint64>(0));
    QCOMPARE(outcome.out, QByteArray());
}

void PosixProcessesTest::agentsEnvironmentIsInherited()
{
    qputenv("GA_TEST_INHERITED", "yes");
    QCOMPARE(run(shell("echo $GA_TEST_INHERITED")).out, QByteArray("yes\n"));
    qunsetenv("GA_TEST_INHERITED");
}

void PosixProcessesTest::givenPathIsSearched()
{
    makeFile("ga-test-program", "#!/bin/sh\necho found\n", 0755);
    ProcessRequest request{.path = QStringLiteral("ga-test-program"),
                           .capture = CaptureOutput::Stdout};
    QVERIFY(!m_processes->start(request));
    request.environment =
        QList<QString>{QStringLiteral("PATH=/nonexistent:/etc/passwd:") + m_directory->path()};
    QCOMPARE(run(request).out, QByteArray("found\n"));
}

void PosixProcessesTest::deniedFileInPathIsPassedOver()
{
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("first")));
    makeFile("first/prog", "#!/bin/sh\necho first\n", 0644);
    ProcessRequest request{.path = QStringLiteral("prog"), .capture = CaptureOutput::Stdout};
    const QString first = path("first");
    request.environment =
        QList<QString>{QStringLiteral("PATH=%1:%2").arg(first, m_directory->path())};
    const auto denied = m_processes->start(request);
    QVERIFY(!denied);
    QCOMPARE(denied.error().systemError, EACCES);
    makeFile("prog", "#!/bin/sh\necho second\n", 0755);
    QCOMPARE(run(request).out, QByteArray("second\n"));
}

void PosixProcessesTest::scriptWithoutInterpreterRunsInTheShell()
{
    const QString script = makeFile("script", "echo \"$0\" \"$1\" \"$#\"\n", 0755);
    const auto outcome = run({.path = script,
                              .arguments = {QStringLiteral("a b"), QStringLiteral("c")},
                              .capture = CaptureOutput::Stdout});
    QCOMPARE(outcome.out, script.toUtf8() + " a b 2\n");
}

void PosixProcessesTest::scriptFoundInPathRunsUnderItsWholeName()
{
    const QString script = makeFile("script", "echo \"$0\" \"$1\"\n", 0755);
    const auto outcome =
        run({.path = QStringLiteral("script"),
             .arguments = {QStringLiteral("a")},
             .environment = QList<QString>{QStringLiteral("PATH=") + m_directory->path()},
             .capture = CaptureOutput::Stdout});
    QCOMPARE(outcome.out, script.toUtf8() + " a\n");
}

void PosixProcessesTest::nothingIsInherited()
{
    const int leaked = ::open("/dev/null", O_RDONLY); // As a careless library would.
    ProcessRequest request{.path = QStringLiteral("ls"),
                           .arguments = {QStringLiteral("/proc/self/fd")},
                           .input = QByteArray("x"),
                           .capture = CaptureOutput::Separated};
    const auto outcome = run(request);
    ::close(leaked);
    QCOMPARE(outcome.out, QByteArray("0\n1\n2\n3\n")); // 3 is the list itself.
}

void PosixProcessesTest::worksWithTheAgentsStandardStreamsClosed()
{
    int saved[3];
    for (int number = 0; number < 3; ++number) {
        saved[number] = ::fcntl(number, F_DUPFD_CLOEXEC, 10);
        ::close(number);
    }
    ProcessRequest request = shell("cat; echo e >&2");
    request.input = QByteArray("i");
    auto process = m_processes->start(request);
    for (int number = 0; number < 3; ++number) {
        ::dup2(saved[number], number);
        ::close(saved[number]);
    }
    QVERIFY(process);
    (*process)->moveToThread(QThread::currentThread());
    QSignalSpy finished(process->get(), &GuestProcess::finished);
    (*process)->watch();
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.first().first().value<ProcessOutcome>();
    QCOMPARE(outcome.out, QByteArray("i"));
    QCOMPARE(outcome.err, QByteArray("e\n"));
}

void PosixProcessesTest::signalsAreAtTheirDefaults()
{
    ::signal(SIGUSR1, SIG_IGN);
    sigset_t blocked;
    sigset_t before;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto outcome = run({.path = QStringLiteral("cat"),
                              .arguments = {QStringLiteral("/proc/self/status")},
                              .capture = CaptureOutput::Stdout});
    sigset_t after;
    ::pthread_sigmask(SIG_SETMASK, &before, &after);
    ::signal(SIGUSR1, SIG_DFL);
    QVERIFY(::sigismember(&after, SIGTERM) && !::sigismember(&after, SIGINT));
    QVERIFY2(outcome.out.contains("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"
                                  "SigCgt:\t0000000000000000\n"),
             outcome.out.constData());
}

void PosixProcessesTest::staysInTheAgentsSessionAndGroup()
{
    const auto outcome = run(shell("cut -d' ' -f5,6 /proc/$$/stat"));
    QCOMPARE(outcome.out,
             QByteArray::number(::getpgrp()) + ' ' + QByteArray::number(::getsid(0)) + '\n');
}

void PosixProcessesTest::failureNamesProgramAndCause_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *program, const char *cause) {
        QTest::newRow(program) << QString::fromUtf8(program) << QString::fromUtf8(cause);
    };
    row("/bin/invalid-cmd42", "No such file or directory");
    row("nosuchcmd", "No such file or directory");
    row("", "No such file or directory");
    row("/etc", "Permission denied");
    row("/etc/passwd", "Permission denied");
    row("/etc/passwd/x", "Not a directory");
    row("/%1", "No such file or directory");
}

void PosixProcessesTest::failureNamesProgramAndCause()
{
    QFETCH(QString, program);
    QFETCH(QString, cause);
    const auto failed = m_processes->start({.path = program});
    QVERIFY(!failed);
    QCOMPARE(failed.error().description, QStringLiteral(u"Failed to execute child process \u201C") +
                                             program + QStringLiteral(u"\u201D (") + cause + u')');
}

void PosixProcessesTest::missingInterpreterIsAFailure()
{
    const QString script = makeFile("script", "#!/nonexistent/interpreter\n", 0755);
    const auto failed = m_processes->start({.path = script});
    QVERIFY(!failed);
    QCOMPARE(failed.error().systemError, ENOENT);
}

void PosixProcessesTest::failedStartLeavesNothing()
{
    const auto before = openDescriptors();
    ProcessRequest request{.path = QStringLiteral("/nonexistent"),
                           .input = QByteArray("x"),
                           .capture = CaptureOutput::Separated};
    for (int i = 0; i < 10; ++i)
        QVERIFY(!m_processes->start(request));
    QCOMPARE(openDescriptors(), before); // cleanup() sees to the processes.
}

void PosixProcessesTest::endedProgramsLeaveNoDescriptors()
{
    const auto before = openDescriptors();
    ProcessRequest request = shell("cat; echo e >&2");
    request.input = QByteArray("i");
    for (int i = 0; i < 20; ++i)
        run(request);
    QCOMPARE(openDescriptors(), before);
}

void PosixProcessesTest::lackOfDescriptorsIsAFailure()
{
    std::vector<Descriptor> all;
    do
        all.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    while (all.back().isValid());
    ProcessRequest request = shell("exit 0");
    request.input = QByteArray("x");
    QStringList errors;
    for (int spare = 0; spare < 8; ++spare) { // Each step of the start fails once.
        const auto failed = m_processes->start(request);
        errors.append(failed ? QString() : failed.error().description);
        all.erase(all.end() - 2, all.end() - 1);
    }
    all.clear();
    for (const QString &error : errors)
        QCOMPARE(error, QStringLiteral(u"Failed to execute child process \u201C/bin/sh\u201D "
                                       u"(Too many open files)"));
}

void PosixProcessesTest::programSurvivesItsObject()
{
    const QByteArray go = path("go").toUtf8();
    QCOMPARE(::mkfifo(go.constData(), 0600), 0);
    pid_t pid = 0;
    {
        const Run run = start(shell("read x < " + go + "; exit 9", CaptureOutput::None));
        pid = pid_t(run.process->pid());
    }
    ::close(::open(go.constData(), O_WRONLY | O_CLOEXEC));
    int status = 0;
    QCOMPARE(::waitpid(pid, &status, 0), pid);
    QCOMPARE(WEXITSTATUS(status), 9);
}

void PosixProcessesTest::startsInSeveralThreads()
{
    constexpr int each = 25;
    std::array<std::vector<std::unique_ptr<GuestProcess>>, 4> started;
    std::vector<std::thread> threads;
    for (auto &mine : started) {
        threads.emplace_back([this, &mine] {
            for (int i = 0; i < each; ++i) {
                ProcessRequest request = shell("cat");
                request.input = QByteArray::number(i);
                mine.push_back(m_processes->start(request).value());
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QHash<GuestProcess *, QByteArray> outputs;
    for (const auto &mine : started) {
        for (const auto &process : mine) {
            process->moveToThread(QThread::currentThread());
            connect(process.get(), &GuestProcess::finished, this,
                    [&outputs, key = process.get()](const ProcessOutcome &outcome) {
                        outputs.insert(key, outcome.out);
                    });
            process->watch();
        }
    }
    QTRY_COMPARE(outputs.size(), qsizetype(started.size()) * each);
    for (const auto &mine : started) {
        for (int i = 0; i < each; ++i)
            QCOMPARE(outputs.value(mine[size_t(i)].get()), QByteArray::number(i));
    }
}

void PosixProcessesTest::otherChildrenAreLeftAlone()
{
    const pid_t other = ::fork();
    if (other == 0)
        ::_exit(42);
    run(shell("exit 0"));
    int status = 0;
    QCOMPARE(::waitpid(other, &status, 0), other);
    QCOMPARE(WEXITSTATUS(status), 42);
}

void PosixProcessesTest::exitCodeIsKnownThoughTheAgentWasStartedIgnoringChildren()
{
    ::signal(SIGCHLD, SIG_IGN);
    m_processes.emplace();
    QCOMPARE(run(shell("exit 3")).exitCode, std::optional<qint64>(3));
}

void PosixProcessesTest::pollingSeesTheEnd()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(42);
    EndWatch watch(child, EndWatch::Method::Polling, nullptr);
    std::optional<int> status;
    connect(&watch, &EndWatch::ended, this, [&](std::optional<int> ended) { status = ended; });
    QTRY_VERIFY(status);
    QCOMPARE(WEXITSTATUS(*status), 42);
}

void PosixProcessesTest::childReapedByOthersHasEnded()
{
    const Run run = start(shell("exit 3"));
    int status = 0;
    QCOMPARE(::waitpid(pid_t(run.process->pid()), &status, 0), pid_t(run.process->pid()));
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("was reaped by somebody else")));
    QTRY_VERIFY(run.hasEnded());
    QVERIFY(!run.outcome().exitCode && !run.outcome().signal);
}

QTEST_GUILESS_MAIN(PosixProcessesTest)
#include "posix_processes_test.moc"
