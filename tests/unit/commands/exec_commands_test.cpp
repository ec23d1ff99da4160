// SPDX-License-Identifier: Apache-2.0
// guest-exec and guest-exec-status: arguments, their errors and the replies, as the host sees them.
#include "tests/fakes/command_bench.h"

#include <QTest>

using namespace ga;

namespace {

class FakeProcess : public GuestProcess
{
    Q_OBJECT

public:
    qint64 pid() const override { return 77; }
    void watch() override {}
    void end(const ProcessOutcome &outcome) { Q_EMIT finished(outcome); }
};

// Keeps the last request and starts nothing.
class FakeProcesses : public Processes
{
public:
    FakeProcesses(std::optional<ProcessRequest> &request, FakeProcess *&last)
        : m_request(request)
        , m_last(last)
    {}

    Result<std::unique_ptr<GuestProcess>> start(const ProcessRequest &request) override
    {
        m_request = request;
        if (request.path == u"fails")
            return fail(QStringLiteral("no"));
        auto process = std::make_unique<FakeProcess>();
        m_last = process.get();
        return process;
    }

private:
    std::optional<ProcessRequest> &m_request;
    FakeProcess *&m_last;
};

} // namespace

class ExecCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void startsWithNothingButAPath();
    void handsEverythingOver();
    void emptyListsAreNotAbsent();
    void captureTakesBooleansAndWords_data();
    void captureTakesBooleansAndWords();
    void wrongArgumentsAreRefused_data();
    void wrongArgumentsAreRefused();
    void failureToStartIsTheReply();
    void statusOfARunningProgram();
    void statusOfAnEndedProgram();
    void statusOfAnUnknownProgram();

private:
    QString exec(const QByteArray &arguments) { return m_bench->call("guest-exec", arguments); }
    QString status() { return m_bench->call("guest-exec-status", R"({"pid": 77})"); }
    void end(const ProcessOutcome &outcome);

    std::unique_ptr<CommandBench> m_bench;
    std::optional<ProcessRequest> m_request;
    FakeProcess *m_last = nullptr;
};

void ExecCommandsTest::init()
{
    m_request.reset();
    m_bench = std::make_unique<CommandBench>();
    m_bench->platform.processes = std::make_unique<FakeProcesses>(m_request, m_last);
}

void ExecCommandsTest::end(const ProcessOutcome &outcome)
{
    QCoreApplication::processEvents(); // The table takes the program over.
    m_last->end(outcome);
}

void ExecCommandsTest::startsWithNothingButAPath()
{
    QCOMPARE(exec(R"({"path": "true"})"), QStringLiteral(R"({"pid": 77})"));
    QCOMPARE(m_request->path, QStringLiteral("true"));
    QVERIFY(m_request->arguments.isEmpty());
    QVERIFY(!m_request->environment);
    QVERIFY(!m_request->input);
    QCOMPARE(m_request->capture, CaptureOutput::None);
}

void ExecCommandsTest::handsEverythingOver()
{
    exec(R"({"path": "p", "arg": ["a", ""], "env": ["A=1", "B"], "input-data": "aGk=",
             "capture-output": "merged"})");
    QCOMPARE(m_request->arguments, (QList<QString>{QStringLiteral("a"), QString()}));
    QCOMPARE(*m_request->environment, (QList<QString>{QStringLiteral("A=1"), QStringLiteral("B")}));
    QCOMPARE(*m_request->input, QByteArray("hi"));
    QCOMPARE(m_request->capture, CaptureOutput::Merged);
}

void ExecCommandsTest::emptyListsAreNotAbsent()
{
    exec(R"({"path": "p", "arg": [], "env": [], "input-data": ""})");
    QVERIFY(m_request->environment && m_request->environment->isEmpty());
    QVERIFY(m_request->input && m_request->input->isEmpty());
}

void ExecCommandsTest::captureTakesBooleansAndWords_data()
{
    QTest::addColumn<QByteArray>("capture");
    QTest::addColumn<CaptureOutput>("mode");
    QTest::newRow("true") << QByteArray("true") << CaptureOutput::Separated;
    QTest::newRow("false") << QByteArray("false") << CaptureOutput::None;
    QTest::newRow("none") << QByteArray("\"none\"") << CaptureOutput::None;
    QTest::newRow("stdout") << QByteArray("\"stdout\"") << CaptureOutput::Stdout;
    QTest::newRow("stderr") << QByteArray("\"stderr\"") << CaptureOutput::Stderr;
    QTest::newRow("separated") << QByteArray("\"separated\"") << CaptureOutput::Separated;
    QTest::newRow("merged") << QByteArray("\"merged\"") << CaptureOutput::Merged;
}

void ExecCommandsTest::captureTakesBooleansAndWords()
{
    QFETCH(QByteArray, capture);
    QFETCH(CaptureOutput, mode);
    QCOMPARE(exec(R"({"path": "p", "capture-output": )" + capture + '}'),
             QStringLiteral(R"({"pid": 77})"));
    QCOMPARE(m_request->capture, mode);
}

void ExecCommandsTest::wrongArgumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *arguments, const char *error) {
        QTest::newRow(arguments) << QByteArray(arguments) << QString::fromUtf8(error);
    };
    row("{}", "Parameter 'path' is missing");
    row(R"({"path": "p", "arg": "x"})", "Invalid parameter type for 'arg', expected: array");
    row(R"({"path": "p", "arg": ["a", 1]})",
        "Invalid parameter type for 'arg[1]', expected: string");
    row(R"({"path": "p", "capture-output": 5})",
        "Invalid parameter type for 'capture-output', expected: GuestExecCaptureOutput");
    row(R"({"path": "p", "capture-output": null})",
        "Invalid parameter type for 'capture-output', expected: GuestExecCaptureOutput");
    row(R"({"path": "p", "capture-output": "bad"})",
        "Parameter 'capture-output' does not accept value 'bad'");
    row(R"({"path": "p", "input-data": "%"})", "Base64 data contains invalid characters");
    row(R"({"path": "p\u0000q"})", "Parameter 'path' contains a NUL character");
    row(R"({"path": "p", "arg": ["a", "b\u0000"]})", "Parameter 'arg[1]' contains a NUL character");
    row(R"({"path": "p", "env": ["\u0000A=1"]})", "Parameter 'env[0]' contains a NUL character");
}

void ExecCommandsTest::wrongArgumentsAreRefused()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QString, error);
    QCOMPARE(exec(arguments), error);
    QVERIFY(!m_request);
}

void ExecCommandsTest::failureToStartIsTheReply()
{
    QCOMPARE(exec(R"({"path": "fails"})"), QStringLiteral("no"));
    QCOMPARE(m_bench->processes.running(), 0);
}

void ExecCommandsTest::statusOfARunningProgram()
{
    exec(R"({"path": "p"})");
    QCOMPARE(status(), QStringLiteral(R"({"exited": false})"));
    QCOMPARE(status(), QStringLiteral(R"({"exited": false})"));
}

void ExecCommandsTest::statusOfAnEndedProgram()
{
    exec(R"({"path": "p"})");
    ProcessOutcome outcome;
    outcome.exitCode = 3;
    outcome.out = "o\n";
    outcome.err = "e\n";
    outcome.errTruncated = true;
    end(outcome);
    QCOMPARE(status(), QStringLiteral(R"({"exited": true, "exitcode": 3, "out-data": "bwo=", )"
                                      R"("err-data": "ZQo=", "out-truncated": false, )"
                                      R"("err-truncated": true})"));
    QCOMPARE(status(), QStringLiteral("PID 77 does not exist"));
}

void ExecCommandsTest::statusOfAnUnknownProgram()
{
    QCOMPARE(status(), QStringLiteral("PID 77 does not exist"));
}

QTEST_GUILESS_MAIN(ExecCommandsTest)
#include "exec_commands_test.moc"
