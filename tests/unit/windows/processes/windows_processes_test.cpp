// SPDX-License-Identifier: Apache-2.0
// Real programs: what they are given, what is kept of them, and when they have ended.
#include "platform/windows/processes/windows_processes.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <windows.h>

using namespace ga;

namespace {

constexpr int patience = 60000; // Milliseconds; the machine may be busy.

// This very program, started again with this word before what it is to do.
constexpr auto childWord = "as-child";

bool writeTo(DWORD stream, const QByteArray &bytes)
{
    DWORD written = 0;
    return ::WriteFile(::GetStdHandle(stream), bytes.constData(), DWORD(bytes.size()), &written,
                       nullptr);
}

QByteArray readInput()
{
    QByteArray all;
    char buffer[65536];
    DWORD got = 0;
    while (::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), buffer, sizeof buffer, &got, nullptr) && got)
        all.append(buffer, qsizetype(got));
    return all;
}

// What the child does, by its second word.
int runChild(const QStringList &words)
{
    const QString action = words.value(2);
    if (action == u"exit")
        return words.value(3).toInt();
    if (action == u"crash")
        ::RaiseException(0xc0000005, EXCEPTION_NONCONTINUABLE, 0, nullptr);
    if (action == u"both")
        return writeTo(STD_OUTPUT_HANDLE, "out") && writeTo(STD_ERROR_HANDLE, "err") ? 0 : 1;
    if (action == u"bytes")
        return writeTo(STD_OUTPUT_HANDLE, QByteArray("\x81\0\r\n\xff", 5)) ? 0 : 1;
    if (action == u"much")
        return writeTo(STD_OUTPUT_HANDLE, QByteArray(words.value(3).toInt(), 'm')) ? 0 : 1;
    if (action == u"echo")
        return writeTo(STD_OUTPUT_HANDLE, readInput()) ? 0 : 1;
    if (action == u"words")
        return writeTo(STD_OUTPUT_HANDLE, words.sliced(3).join(u'|').toUtf8()) ? 0 : 1;
    if (action == u"variable")
        return writeTo(STD_OUTPUT_HANDLE, qEnvironmentVariable(words.value(3).toLatin1()).toUtf8()) ? 0 : 1;
    return 99;
}

} // namespace

class WindowsProcessesTest : public QObject
{
    Q_OBJECT

private:
    struct Run
    {
        std::unique_ptr<GuestProcess> process;
        std::unique_ptr<QSignalSpy> finished;

        ProcessOutcome outcome() const { return finished->first().first().value<ProcessOutcome>(); }
    };

    static ProcessRequest child(const QStringList &words,
                                CaptureOutput capture = CaptureOutput::Separated)
    {
        return {.path = QDir::toNativeSeparators(QCoreApplication::applicationFilePath()),
                .arguments = QStringList(QString::fromLatin1(childWord)) + words,
                .capture = capture};
    }

    Run start(const ProcessRequest &request)
    {
        auto process = m_processes.start(request);
        if (!process)
            qFatal("%s", qPrintable(process.error().description));
        Run run{*std::move(process), nullptr};
        run.process->moveToThread(QThread::currentThread());
        run.finished = std::make_unique<QSignalSpy>(run.process.get(), &GuestProcess::finished);
        run.process->watch();
        return run;
    }

    ProcessOutcome run(const ProcessRequest &request)
    {
        Run started = start(request);
        if (started.finished->isEmpty() && !started.finished->wait(patience))
            qFatal("the program does not end");
        return started.outcome();
    }

    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(m_directory.filePath(QString::fromLatin1(name)));
        if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
            qFatal("can't write %s", name);
        return QDir::toNativeSeparators(file.fileName());
    }

    QTemporaryDir m_directory;
    WindowsProcesses m_processes;

private Q_SLOTS:
    void exitCodeIsReported()
    {
        const auto outcome = run(child({QStringLiteral("exit"), QStringLiteral("42")}));
        QCOMPARE(outcome.exitCode, 42);
        QVERIFY(!outcome.signal);
    }

    void crashIsASignal()
    {
        const auto outcome = run(child({QStringLiteral("crash")}));
        QCOMPARE(outcome.signal, 0xc0000005);
        QVERIFY(!outcome.exitCode);
    }

    void captureKeepsWhatItSays_data()
    {
        QTest::addColumn<int>("capture");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("err");
        const auto row = [](const char *name, CaptureOutput capture, const char *out,
                            const char *err) {
            QTest::newRow(name) << int(capture) << QByteArray(out) << QByteArray(err);
        };
        row("none", CaptureOutput::None, "", "");
        row("stdout", CaptureOutput::Stdout, "out", "");
        row("stderr", CaptureOutput::Stderr, "", "err");
        row("separated", CaptureOutput::Separated, "out", "err");
        row("merged", CaptureOutput::Merged, "outerr", "");
    }

    void captureKeepsWhatItSays()
    {
        QFETCH(int, capture);
        const auto outcome = run(child({QStringLiteral("both")}, CaptureOutput(capture)));
        QCOMPARE(outcome.exitCode, 0);
        QTEST(outcome.out, "out");
        QTEST(outcome.err, "err");
        QVERIFY(!outcome.outTruncated && !outcome.errTruncated);
    }

    void bytesAreKeptAsTheyAre()
    {
        QCOMPARE(run(child({QStringLiteral("bytes")})).out, QByteArray("\x81\0\r\n\xff", 5));
    }

    void outputBeyondTheLimitIsDrained()
    {
        const qsizetype much = GuestProcess::captureLimit + 1000000;
        const auto outcome = run(child({QStringLiteral("much"), QString::number(much)}));
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out.size(), GuestProcess::captureLimit);
        QVERIFY(outcome.outTruncated);
    }

    void inputLargerThanThePipeArrives()
    {
        ProcessRequest request = child({QStringLiteral("echo")});
        request.input = QByteArray(3 * 1000 * 1000, 'i');
        QCOMPARE(run(request).out, *request.input);
    }

    void emptyInputAndNoInputAreAnEnd()
    {
        ProcessRequest request = child({QStringLiteral("echo")});
        QCOMPARE(run(request).exitCode, 0);
        request.input = QByteArray();
        QCOMPARE(run(request).out, QByteArray());
    }

    void programMayIgnoreItsInput()
    {
        ProcessRequest request = child({QStringLiteral("exit"), QStringLiteral("3")});
        request.input = QByteArray(1000000, 'i');
        QCOMPARE(run(request).exitCode, 3);
    }

    void argumentsArriveUnchanged()
    {
        const QStringList words{QStringLiteral("a b"), QString(), QStringLiteral("c\"d"),
                                QStringLiteral("e\\"), QStringLiteral("\u00fc\u20ac")};
        QCOMPARE(run(child(QStringList(QStringLiteral("words")) + words)).out,
                 words.join(u'|').toUtf8());
    }

    void environmentReplacesTheAgents()
    {
        ProcessRequest request =
            child({QStringLiteral("variable"), QStringLiteral("QTGA_OF_TEST")});
        qputenv("QTGA_OF_TEST", "inherited");
        QCOMPARE(run(request).out, QByteArray("inherited"));
        request.environment = QList<QString>{QStringLiteral("OTHER=x")};
        QCOMPARE(run(request).out, QByteArray());
        request.environment = QList<QString>{QStringLiteral("QTGA_OF_TEST=gr\u00fcn")};
        QCOMPARE(run(request).out, QByteArray("gr\xc3\xbcn"));
        qunsetenv("QTGA_OF_TEST");
    }

    void programIsFoundInPath()
    {
        const QString name = QStringLiteral("qtga-of-test.exe");
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), m_directory.filePath(name)));
        ProcessRequest request = child({QStringLiteral("exit"), QStringLiteral("7")});
        request.path = name.chopped(4);
        request.environment =
            QList<QString>{QStringLiteral("Path=") + QDir::toNativeSeparators(m_directory.path())};
        QCOMPARE(run(request).exitCode, 7);
    }

    void batchFileIsRun()
    {
        ProcessRequest request;
        request.path = write("of test.cmd", "@echo got %1\r\n@exit /b 5\r\n");
        request.arguments = {QStringLiteral("a & b")};
        request.capture = CaptureOutput::Separated;
        const auto outcome = run(request);
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.out.startsWith("got \"a & b\""), outcome.out.constData());
    }

    void failureNamesProgramAndCause()
    {
        const QString missing = QStringLiteral("C:\\nowhere\\nothing.exe");
        const auto refused = m_processes.start({.path = missing});
        QVERIFY(!refused);
        QCOMPARE(refused.error().systemError, ERROR_FILE_NOT_FOUND);
        QVERIFY(refused.error().description.startsWith(
            QStringLiteral(u"Failed to execute child process \u201C%1\u201D (").arg(missing)));
    }

    void fileThatIsNoProgramIsAFailure()
    {
        QVERIFY(!m_processes.start({.path = write("text.exe", "this is no program")}));
        QVERIFY(!m_processes.start({.path = QString()}));
    }

    // A pipe's reader meets its end although a program runs that was started while it was open.
    void nothingIsInherited()
    {
        SECURITY_ATTRIBUTES inheritable{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
        HANDLE readEnd = nullptr;
        HANDLE writeEnd = nullptr;
        QVERIFY(::CreatePipe(&readEnd, &writeEnd, &inheritable, 0));
        ProcessRequest waiting = child({QStringLiteral("echo")});
        waiting.input = QByteArray("x");
        auto process = m_processes.start(waiting);
        QVERIFY(process); // It waits for the end of its input, which comes with watch().
        ::CloseHandle(writeEnd);
        char byte = 0;
        DWORD got = 0;
        QVERIFY(!::ReadFile(readEnd, &byte, 1, &got, nullptr));
        QCOMPARE(::GetLastError(), DWORD(ERROR_BROKEN_PIPE));
        ::CloseHandle(readEnd);
        (*process)->moveToThread(QThread::currentThread());
        QSignalSpy finished(process->get(), &GuestProcess::finished);
        (*process)->watch();
        QVERIFY(finished.wait(patience));
    }

    void programSurvivesItsObject()
    {
        const QString file = m_directory.filePath(QStringLiteral("survived"));
        ProcessRequest request;
        request.path = QStringLiteral("cmd.exe");
        request.arguments = {QStringLiteral("/c"),
                             QStringLiteral("ping -n 2 127.0.0.1 >nul & echo done>%1")
                                 .arg(QDir::toNativeSeparators(file))};
        start(request).process.reset();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QLatin1StringView(childWord))
        return runChild(application.arguments());
    WindowsProcessesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "windows_processes_test.moc"
