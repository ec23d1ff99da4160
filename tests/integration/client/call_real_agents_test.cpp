// SPDX-License-Identifier: Apache-2.0
// qtga call against agents that run: every type of argument, and programs followed to their end.
#include "tests/integration/client/real_agent.h"
#include "tests/unit/cli/tool.h"

#include <QLocalSocket>
#include <QtTest>

using ga::RealAgent;
using ga::ToolOutcome;

namespace {

QStringList list(std::initializer_list<const char *> words)
{
    QStringList texts;
    for (const char *word : words)
        texts += QString::fromUtf8(word);
    return texts;
}

} // namespace

class CallRealAgentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { ga::addAgentRows(); }
    void init();
    void cleanup() { m_agent.reset(); }

    void answers();
    void listsWhatTheAgentCanDo();
    void tellsTheAgentsErrors();
    void carriesEveryTypeOfArgument();
    void carriesTheLargestAnswer();
    void followsAProgram_data();
    void followsAProgram();
    void feedsAProgramAndGivesItsOutput();
    void tellsWhatWasCutOff();
    void skipsWhatAnEarlierClientLeft();

private:
    ToolOutcome call(const QStringList &words, const QByteArray &input = {}) const
    {
        return ga::runTool(QStringList{QStringLiteral("call"), QStringLiteral("--compact"),
                                       QStringLiteral("--socket"), m_agent->socket()} +
                               words,
                           input);
    }
    QByteArray handleOf(const QString &name, const char *mode) const
    {
        const QString path = QStringLiteral("path=") + m_agent->path(name);
        return call({QStringLiteral("guest-file-open"), path,
                     QStringLiteral("mode=") + QLatin1StringView(mode)})
            .output.trimmed();
    }

    std::unique_ptr<RealAgent> m_agent;
};

void CallRealAgentsTest::init()
{
    QFETCH_GLOBAL(QString, program);
    m_agent = std::make_unique<RealAgent>(program);
    QVERIFY(m_agent->isUp());
}

void CallRealAgentsTest::answers()
{
    const ToolOutcome outcome = call(list({"guest-ping"}));
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.output, QByteArray("{}\n"));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(call(list({"guest-sync", "id=-9223372036854775808"})).output,
             QByteArray("-9223372036854775808\n"));
    QCOMPARE(call(list({"guest-sync-delimited", "id=7"})).output, QByteArray("7\n"));
}

void CallRealAgentsTest::listsWhatTheAgentCanDo()
{
    const QByteArray table = call(list({"--list"})).output;
    QVERIFY2(table.contains("guest-ping "), table.constData());
    QVERIFY2(table.contains("on        Do nothing"), table.constData());
}

void CallRealAgentsTest::tellsTheAgentsErrors()
{
    const ToolOutcome unknown = call(list({"guest-pong"}));
    QCOMPARE(unknown.code, 1);
    QCOMPARE(unknown.errors,
             QByteArray("error: CommandNotFound: The command guest-pong has not been found, did "
                        "you mean 'guest-ping'?\n"));
    const ToolOutcome refused = call(list({"guest-file-close", "handle=5"}));
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.errors, QByteArray("error: GenericError: handle '5' has not been found\n"));
    QCOMPARE(call(list({"--raw", "guest-file-close", "handle=five"})).code, 1);
}

void CallRealAgentsTest::carriesEveryTypeOfArgument()
{
    const QString handle =
        QStringLiteral("handle=") + QString::fromLatin1(handleOf(QStringLiteral("f"), "w+"));
    QCOMPARE(call({QStringLiteral("guest-file-write"), handle, QStringLiteral("buf-b64=@-"),
                   QStringLiteral("count=5")},
                  QByteArray("a\0\xff\nb#", 6))
                 .output,
             QByteArray("{\"count\": 5, \"eof\": false}\n"));
    QCOMPARE(call({QStringLiteral("guest-file-seek"), handle, QStringLiteral("offset=-4"),
                   QStringLiteral("whence=cur")})
                 .output,
             QByteArray("{\"position\": 1, \"eof\": false}\n"));
    QCOMPARE(call({QStringLiteral("guest-file-seek"), handle, QStringLiteral("offset=1"),
                   QStringLiteral("whence=0")})
                 .output,
             QByteArray("{\"position\": 1, \"eof\": false}\n"));
    QCOMPARE(call({QStringLiteral("guest-file-read"), handle}).output,
             QByteArray("{\"count\": 4, \"buf-b64\": \"AP8KYg==\", \"eof\": true}\n"));
    QCOMPARE(call({QStringLiteral("guest-file-close"), handle}).code, 0);
}

// 48 MiB, the most that guest-file-read gives: 64 MiB of base64.
void CallRealAgentsTest::carriesTheLargestAnswer()
{
    QFile file(m_agent->path(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(48 << 20));
    const QString handle =
        QStringLiteral("handle=") + QString::fromLatin1(handleOf(QStringLiteral("large"), "r"));
    const QByteArray output =
        call({QStringLiteral("guest-file-read"), handle, QStringLiteral("count=50331648")}).output;
    QVERIFY(output.startsWith("{\"count\": 50331648, \"buf-b64\": \"AAAA"));
    QVERIFY(output.size() > 64 << 20);
}

void CallRealAgentsTest::followsAProgram_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("code");
    QTest::newRow("success") << QStringLiteral("exit 0") << 0;
    QTest::newRow("code") << QStringLiteral("exit 42") << 42;
    QTest::newRow("largest code") << QStringLiteral("exit 255") << 255;
    QTest::newRow("signal") << QStringLiteral("kill -9 $$") << 137;
}

void CallRealAgentsTest::followsAProgram()
{
    QFETCH(QString, script);
    const ToolOutcome outcome =
        call(list({"--wait", "guest-exec", "path=sh", "arg=-c"}) +
             QStringList{QStringLiteral("arg=printf out; printf err >&2; ") + script});
    QTEST(outcome.code, "code");
    QCOMPARE(outcome.output, QByteArray("out"));
    QCOMPARE(outcome.errors, QByteArray("err"));
}

void CallRealAgentsTest::feedsAProgramAndGivesItsOutput()
{
    const ToolOutcome outcome =
        call(list({"--wait", "guest-exec", "path=sh", "arg=-c", "arg=cat; printf %s \"$A\"",
                   "env=A=b c", "env=PATH=/bin:/usr/bin", "input-data=@-"}),
             QByteArray("\0\xff\n", 3));
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.output, QByteArray("\0\xff\nb c", 6));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(call(list({"--wait", "guest-exec", "path=/nonexistent"})).code, 1);
}

void CallRealAgentsTest::tellsWhatWasCutOff()
{
    const ToolOutcome outcome = call(
        list({"--wait", "guest-exec", "path=head", "arg=-c", "arg=17000000", "arg=/dev/zero"}));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output.size(), qsizetype(16 << 20));
    QVERIFY2(outcome.errors.contains("kept only the first part"), outcome.errors.constData());
}

// The agent keeps half a message when its client goes.
void CallRealAgentsTest::skipsWhatAnEarlierClientLeft()
{
    QLocalSocket earlier;
    earlier.connectToServer(m_agent->socket());
    QVERIFY(earlier.waitForConnected());
    earlier.write("{\"execute\": \"guest-ping\"}{\"execute\": \"guest-p");
    QVERIFY(earlier.waitForReadyRead());
    earlier.disconnectFromServer();
    QCOMPARE(call(list({"guest-ping"})).output, QByteArray("{}\n"));
}

QTEST_GUILESS_MAIN(CallRealAgentsTest)
#include "call_real_agents_test.moc"
