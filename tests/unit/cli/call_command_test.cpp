// SPDX-License-Identifier: Apache-2.0
// qtga call against a scripted agent: what goes over the wire, what comes out, and the exit codes.
#include "tests/fakes/fake_agent.h"
#include "tests/unit/cli/tool.h"

#include <QTimer>
#include <QtTest>

using ga::FakeAgent;
using ga::runTool;
using ga::ToolOutcome;

namespace {

ToolOutcome call(const FakeAgent &agent, const QString &words, const QByteArray &input = {})
{
    return runTool(QStringList{QStringLiteral("call"), QStringLiteral("--socket"), agent.socket()} +
                       words.split(u' ', Qt::SkipEmptyParts),
                   input);
}

FakeAgent::Answer always(const QByteArray &line)
{
    return [line](const QJsonObject &) { return line; };
}

QByteArray withId(const QJsonObject &request, const QByteArray &answer)
{
    const qint64 id = request.value(QStringLiteral("id")).toInteger();
    return '{' + answer + ", \"id\": " + QByteArray::number(id) + "}\n";
}

} // namespace

class CallCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheTypedRequestBehindASync();
    void takesTheAnswerBehindWhateverWasLeft();
    void printsOneLineOnRequest();
    void showsTheRequest();
    void readsAnArgumentFromTheStandardInput();
    void sendsUnknownCommandsAsTheyAre();
    void sendsRawArgumentsUnchecked();
    void reportsTheAgentsError();
    void sendsNothingWhereTheArgumentsAreWrong();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void tellsWhyItCantConnect();
    void givesUpOnASilentAgent();
    void givesUpOnAnAgentThatTalksPastTheSync();
    void tellsThatTheAgentClosed();
    void tellsThatTheAnswerIsNone();
    void takesSilenceForSuccessOfAShutdown_data();
    void takesSilenceForSuccessOfAShutdown();
    void reportsTheErrorOfAShutdown();
    void followsAProgramToItsEnd();
    void exitsWithTheProgramsCode_data();
    void exitsWithTheProgramsCode();
    void listsTheCommands();
};

void CallCommandTest::sendsTheTypedRequestBehindASync()
{
    FakeAgent agent;
    agent.answer = always("{\"return\": {\"position\": 18446744073709551615}}\n");
    const ToolOutcome outcome = call(
        agent, QStringLiteral("guest-file-seek handle=9223372036854775807 offset=-1 whence=cur"));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, QByteArray("{\n  \"position\": 18446744073709551615\n}\n"));
    QVERIFY(agent.received.startsWith("\xff{\"execute\": \"guest-sync-delimited\""));
    QVERIFY(
        agent.received.endsWith("{\"execute\": \"guest-file-seek\", \"arguments\": {\"handle\": "
                                "9223372036854775807, \"offset\": -1, \"whence\": \"cur\"}}\n"));
}

void CallCommandTest::takesTheAnswerBehindWhateverWasLeft()
{
    FakeAgent agent;
    agent.greeting = "{\"return\": 1}\n\xff{\"return\": 2}\n{\"return\": \"half";
    agent.answer = always("{\"return\": 3}\n");
    QCOMPARE(call(agent, QStringLiteral("guest-get-time")).output, QByteArray("3\n"));
}

void CallCommandTest::printsOneLineOnRequest()
{
    FakeAgent agent;
    agent.answer = always("{\"return\": {\"a\": [1, 2]}}\n");
    QCOMPARE(call(agent, QStringLiteral("--compact guest-x")).output,
             QByteArray("{\"a\": [1, 2]}\n"));
}

void CallCommandTest::showsTheRequest()
{
    FakeAgent agent;
    agent.answer = always("{\"return\": {}}\n");
    QCOMPARE(call(agent, QStringLiteral("--show-request guest-ping")).errors,
             QByteArray("{\"execute\": \"guest-ping\"}\n"));
}

void CallCommandTest::readsAnArgumentFromTheStandardInput()
{
    FakeAgent agent;
    agent.answer = always("{\"return\": {}}\n");
    call(agent, QStringLiteral("guest-set-user-password username=u crypted=off password=@-"),
         "a b\r\n\x1a"); // In a text, Windows would make one byte of two, and end at the last.
    QCOMPARE(agent.requests.value(0).value(QStringLiteral("arguments")).toObject(),
             (QJsonObject{{QStringLiteral("username"), QStringLiteral("u")},
                          {QStringLiteral("password"), QStringLiteral("YSBiDQoa")},
                          {QStringLiteral("crypted"), false}}));
}

void CallCommandTest::sendsUnknownCommandsAsTheyAre()
{
    FakeAgent agent;
    agent.answer =
        always("{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no \\u001b[2J\"}}\n");
    const ToolOutcome outcome = call(agent, QStringLiteral("guest-pong n=5 t=x"));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errors,
             QByteArray("error: CommandNotFound: no \\u001b[2J, did you mean 'guest-ping'?\n"));
    QVERIFY(agent.received.endsWith(
        "{\"execute\": \"guest-pong\", \"arguments\": {\"n\": 5, \"t\": \"x\"}}\n"));
}

void CallCommandTest::sendsRawArgumentsUnchecked()
{
    FakeAgent agent;
    agent.answer = always("{\"return\": {}}\n");
    call(agent, QStringLiteral("--raw guest-file-close handle=x other=true"));
    QVERIFY(agent.received.endsWith("{\"handle\": \"x\", \"other\": true}}\n"));
}

void CallCommandTest::reportsTheAgentsError()
{
    FakeAgent agent;
    agent.answer = always("{\"error\": {\"class\": \"GenericError\", \"desc\": \"broken\"}}\n");
    const ToolOutcome outcome = call(agent, QStringLiteral("guest-ping"));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.errors, QByteArray("error: GenericError: broken\n"));
}

void CallCommandTest::sendsNothingWhereTheArgumentsAreWrong()
{
    FakeAgent agent;
    QCOMPARE(call(agent, QStringLiteral("guest-file-close handel=5")).code, 2);
    QCOMPARE(agent.received, QByteArray());
}

void CallCommandTest::refusesWrongUse_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no socket") << QStringLiteral("guest-ping")
                               << QByteArray("--socket=PATH is missing");
    QTest::newRow("no command") << QStringLiteral("--socket=x") << QByteArray("which command?");
    QTest::newRow("unknown option")
        << QStringLiteral("--socket=x --lst guest-ping") << QByteArray("Unknown option 'lst'");
    QTest::newRow("time-out") << QStringLiteral("--socket=x --timeout=-1 guest-ping")
                              << QByteArray("--timeout: '-1' is no number of seconds");
    QTest::newRow("list and command")
        << QStringLiteral("--socket=x --list guest-ping") << QByteArray("--list takes no command");
    QTest::newRow("waiting for nothing")
        << QStringLiteral("--socket=x --wait guest-ping") << QByteArray("--wait is for guest-exec");
}

void CallCommandTest::refusesWrongUse()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, message);
    const ToolOutcome outcome = runTool(QStringList{QStringLiteral("call")} + words.split(u' '));
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
}

void CallCommandTest::tellsWhyItCantConnect()
{
    const QTemporaryDir directory;
    const ToolOutcome outcome =
        runTool({QStringLiteral("call"), QStringLiteral("--socket"),
                 directory.filePath(QStringLiteral("none")), QStringLiteral("guest-ping")});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("there is no such socket"), outcome.errors.constData());
}

void CallCommandTest::givesUpOnASilentAgent()
{
    FakeAgent agent;
    agent.answersSync = false;
    agent.greeting = "{\"error\": {\"desc\": \"sync is off\"}}\n";
    const ToolOutcome outcome = call(agent, QStringLiteral("--timeout=0.3 guest-ping"));
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("within 0.3 s"), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("sync is off"), outcome.errors.constData());
}

// Bytes that never end must not keep a client from giving up.
void CallCommandTest::givesUpOnAnAgentThatTalksPastTheSync()
{
    FakeAgent agent;
    agent.answersSync = false;
    agent.greeting = QByteArray(50 << 20, 'x');
    QCOMPARE(call(agent, QStringLiteral("--timeout=0.3 guest-ping")).code, 3);
}

void CallCommandTest::tellsThatTheAgentClosed()
{
    FakeAgent agent;
    agent.closesAt = "guest-ping";
    const ToolOutcome outcome = call(agent, QStringLiteral("guest-ping"));
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.errors, QByteArray("error: the agent closed the connection\n"));
}

void CallCommandTest::tellsThatTheAnswerIsNone()
{
    for (const char *line : {"[1]\n", "{}\n", "nonsense\n"}) {
        FakeAgent agent;
        agent.answer = always(line);
        const ToolOutcome outcome = call(agent, QStringLiteral("guest-ping"));
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.errors.contains("none of the protocol"), outcome.errors.constData());
    }
}

void CallCommandTest::takesSilenceForSuccessOfAShutdown_data()
{
    QTest::addColumn<bool>("closes");
    QTest::addColumn<bool>("pongs");
    QTest::newRow("silence") << false << false;
    QTest::newRow("the ping is answered") << false << true;
    QTest::newRow("the connection ends") << true << false;
}

void CallCommandTest::takesSilenceForSuccessOfAShutdown()
{
    QFETCH(bool, closes);
    QFETCH(bool, pongs);
    FakeAgent agent;
    agent.closesAt = closes ? "guest-shutdown" : "";
    agent.answer = [pongs](const QJsonObject &request) {
        const bool ping = request.value(QStringLiteral("execute")) == QStringLiteral("guest-ping");
        return ping && pongs ? withId(request, "\"return\": {}") : QByteArray();
    };
    const ToolOutcome outcome =
        call(agent, QStringLiteral("--timeout=0.5 guest-shutdown mode=reboot"));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, QByteArray());
}

void CallCommandTest::reportsTheErrorOfAShutdown()
{
    FakeAgent agent;
    agent.answer = [](const QJsonObject &request) {
        return withId(request, "\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}");
    };
    const ToolOutcome outcome = call(agent, QStringLiteral("guest-suspend-ram"));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errors, QByteArray("error: GenericError: no\n"));
}

void CallCommandTest::followsAProgramToItsEnd()
{
    FakeAgent agent;
    agent.answer = [polls = 0](const QJsonObject &request) mutable {
        if (request.value(QStringLiteral("execute")) == QStringLiteral("guest-exec"))
            return QByteArray("{\"return\": {\"pid\": 12}}\n");
        if (++polls < 3)
            return QByteArray("{\"return\": {\"exited\": false}}\n");
        return QByteArray(
            "{\"return\": {\"exited\": true, \"exitcode\": 3, \"out-data\": \"b3V0\", "
            "\"err-data\": \"ZXJy\", \"out-truncated\": true}}\n");
    };
    const ToolOutcome outcome = call(agent, QStringLiteral("--wait guest-exec path=ls"));
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.output, QByteArray("out"));
    QVERIFY(outcome.errors.startsWith("err"));
    QVERIFY(outcome.errors.contains("kept only the first part of the standard output"));
    QCOMPARE(agent.requests.size(), 4);
    const QJsonValue arguments = agent.requests.first().value(QStringLiteral("arguments"));
    QCOMPARE(arguments[QStringLiteral("capture-output")], QJsonValue(true));
    const QJsonValue question = agent.requests.last().value(QStringLiteral("arguments"));
    QCOMPARE(question[QStringLiteral("pid")], QJsonValue(12));
}

void CallCommandTest::exitsWithTheProgramsCode_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("zero") << QByteArray("\"exitcode\": 0") << 0;
    QTest::newRow("largest") << QByteArray("\"exitcode\": 255") << 255;
    QTest::newRow("a multiple of 256") << QByteArray("\"exitcode\": 256") << 255;
    QTest::newRow("signal") << QByteArray("\"signal\": 9") << 137;
    QTest::newRow("exception") << QByteArray("\"signal\": 3221225477") << 255;
}

void CallCommandTest::exitsWithTheProgramsCode()
{
    QFETCH(QByteArray, status);
    FakeAgent agent;
    agent.answer = always("{\"return\": {\"pid\": 1, \"exited\": true, " + status + "}}\n");
    QTEST(call(agent, QStringLiteral("--wait guest-exec path=x capture-output=off")).code, "code");
}

void CallCommandTest::listsTheCommands()
{
    FakeAgent agent;
    agent.answer = always(
        "{\"return\": {\"version\": \"9\", \"supported_commands\": ["
        "{\"name\": \"guest-ping\", \"enabled\": true, \"success-response\": true},"
        "{\"name\": \"guest-a\\u001b\", \"enabled\": false, \"success-response\": true}]}}\n");
    QCOMPARE(call(agent, QStringLiteral("--list")).output,
             QByteArray("Agent 9: 2 commands, 1 of them disabled\n\n"
                        "guest-a\\u001b  disabled\n"
                        "guest-ping     on        Do nothing, to show that the agent answers\n"));
}

QTEST_GUILESS_MAIN(CallCommandTest)
#include "call_command_test.moc"
