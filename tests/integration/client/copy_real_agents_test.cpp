// SPDX-License-Identifier: Apache-2.0
// qtga copy against agents that run: every byte there and back, and what happens when a disk is
// full or the agent is killed.
#include "tests/integration/client/real_agent.h"
#include "tests/unit/cli/tool.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtTest>

#include <unistd.h>

using ga::RealAgent;
using ga::Tool;
using ga::ToolOutcome;

namespace {

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator generator(1);
    std::generate(bytes.begin(), bytes.end(), [&] { return char(generator.generate()); });
    return bytes;
}

QByteArray sumOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex()
                                                                 : QByteArray();
}

} // namespace

class CopyRealAgentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { ga::addAgentRows(); }
    void cleanup() { m_agent.reset(); }

    void carriesAFileThereAndBack_data();
    void carriesAFileThereAndBack();
    void readsBackWhereProgramsAreOff();
    void carriesNamesAsTheyAre();
    void tellsThatTheGuestCantWrite();
    void tellsThatTheDiskIsFull();
    void failsWhenTheAgentIsKilledWhileItWrites();
    void failsWhenTheAgentIsKilledWhileItReads();

private:
    void start(const QString &before = {});
    QStringList words(const QStringList &more) const
    {
        return QStringList{QStringLiteral("copy"), QStringLiteral("--socket"), m_agent->socket()} +
               more;
    }
    QString path(const char *name) const { return m_agent->path(QString::fromLatin1(name)); }
    QString guest(const char *name) const { return QStringLiteral("guest:") + path(name); }
    QString madeFile(qint64 noiseSize, qint64 size) const;

    std::unique_ptr<RealAgent> m_agent;
};

void CopyRealAgentsTest::start(const QString &before)
{
    QFETCH_GLOBAL(QString, program);
    m_agent = std::make_unique<RealAgent>(program, before);
    QVERIFY(m_agent->isUp());
}

// Noise, and a hole up to `size`.
QString CopyRealAgentsTest::madeFile(qint64 noiseSize, qint64 size) const
{
    QFile file(path("source"));
    const bool made = file.open(QIODevice::WriteOnly) &&
                      file.write(noise(noiseSize)) == noiseSize && file.resize(size);
    return made ? file.fileName() : QString();
}

void CopyRealAgentsTest::carriesAFileThereAndBack_data()
{
    QTest::addColumn<qint64>("noiseSize");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("option");
    const QString standard = QStringLiteral("--window=8");
    QTest::newRow("nothing") << qint64(0) << qint64(0) << standard;
    QTest::newRow("a byte") << qint64(1) << qint64(1) << standard;
    QTest::newRow("a chunk") << qint64(256 << 10) << qint64(256 << 10) << standard;
    QTest::newRow("5 MiB of noise") << qint64(5 << 20) << qint64(5 << 20) << standard;
    QTest::newRow("a hole of 100 MiB") << qint64(0) << qint64(100 << 20) << standard;
    QTest::newRow("the largest chunk")
        << qint64(1 << 20) << qint64(40 << 20) << QStringLiteral("--chunk=33554432");
    QTest::newRow("reading back") << qint64(1 << 20) << qint64(1 << 20)
                                  << QStringLiteral("--verify=read");
}

void CopyRealAgentsTest::carriesAFileThereAndBack()
{
    QFETCH(qint64, noiseSize);
    QFETCH(qint64, size);
    QFETCH(QString, option);
    start();
    const QString source = madeFile(noiseSize, size);
    const ToolOutcome there = ga::runTool(words({option, source, guest("there")}));
    QCOMPARE(there.code, 0);
    QCOMPARE(sumOf(path("there")), sumOf(source));
    const ToolOutcome back = ga::runTool(words({option, guest("there"), path("back")}));
    QCOMPARE(back.code, 0);
    QCOMPARE(sumOf(path("back")), sumOf(source));
    const bool reads = option == u"--verify=read";
    const char *method = reads ? "when read again" : "as sha256sum in the guest says";
    QVERIFY2(there.errors.contains(method), there.errors.constData());
    QVERIFY2(back.errors.contains(method), back.errors.constData());
    QCOMPARE(m_agent->openFiles(path("there")), QStringList());
}

// A guest without sha256sum: there is no program behind any name.
void CopyRealAgentsTest::readsBackWhereProgramsAreOff()
{
    if (geteuid() != 0)
        QSKIP("a mount namespace needs root");
    start(QStringLiteral("mount --bind /etc/hostname $(command -v sha256sum)"));
    const QString source = madeFile(100000, 100000);
    const ToolOutcome outcome = ga::runTool(words({source, guest("there")}));
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.errors.contains("when read again"), outcome.errors.constData());
}

void CopyRealAgentsTest::carriesNamesAsTheyAre()
{
    start();
    const QString source = madeFile(10, 10);
    for (const char *name : {"two words", "-n", "back\\slash", "line\nend", "\xc3\xa9"}) {
        const QString there = m_agent->path(QString::fromUtf8(name));
        const ToolOutcome outcome = ga::runTool(
            words({QStringLiteral("--verify=exec"), source, QStringLiteral("guest:") + there}));
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
        QCOMPARE(sumOf(there), sumOf(source));
    }
}

void CopyRealAgentsTest::tellsThatTheGuestCantWrite()
{
    start();
    const QString source = madeFile(10, 10);
    const ToolOutcome nowhere = ga::runTool(words({source, guest("missing/there")}));
    QCOMPARE(nowhere.code, 1);
    QVERIFY2(nowhere.errors.contains("No such file or directory"), nowhere.errors.constData());
    const ToolOutcome directory =
        ga::runTool(words({source, QStringLiteral("guest:") + m_agent->directory()}));
    QCOMPARE(directory.code, 1);
    QVERIFY2(directory.errors.contains("Is a directory"), directory.errors.constData());
    const ToolOutcome unreadable = ga::runTool(words({guest("missing"), path("back")}));
    QCOMPARE(unreadable.code, 1);
    QVERIFY(!QFileInfo::exists(path("back")));
}

// Once in the midst of the file, once only when the last of it is written out.
void CopyRealAgentsTest::tellsThatTheDiskIsFull()
{
    if (geteuid() != 0)
        QSKIP("a mount namespace needs root");
    start(QStringLiteral("mount -t tmpfs -o size=1m tmpfs /mnt"));
    for (const qint64 size : {qint64(5 << 20), qint64((1 << 20) + 100)}) {
        const QString source = madeFile(size, size);
        const ToolOutcome outcome =
            ga::runTool(words({source, QStringLiteral("guest:/mnt/there")}));
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.errors.contains("No space left on device"), outcome.errors.constData());
        QVERIFY2(outcome.errors.contains("/mnt/there in the guest is incomplete"),
                 outcome.errors.constData());
        QCOMPARE(m_agent->openFiles(QStringLiteral("/mnt/")), QStringList());
    }
}

void CopyRealAgentsTest::failsWhenTheAgentIsKilledWhileItWrites()
{
    start();
    Tool tool(words({QStringLiteral("--chunk=1000"), QStringLiteral("-"), guest("there")}));
    tool.process().write(noise(1 << 20));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path("there")).size() > 0, 20000);
    m_agent->kill();
    tool.process().write(noise(1 << 20));
    const ToolOutcome outcome = tool.outcome();
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("the agent closed the connection"),
             outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("is incomplete"), outcome.errors.constData());
}

// Nobody takes what comes out of the tool until the agent is gone.
void CopyRealAgentsTest::failsWhenTheAgentIsKilledWhileItReads()
{
    start();
    const QString source = madeFile(0, 100 << 20);
    Tool tool(words({QStringLiteral("guest:") + source, QStringLiteral("-")}));
    QVERIFY(tool.process().waitForReadyRead());
    m_agent->kill();
    const ToolOutcome outcome = tool.outcome();
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.output.size() < 100 << 20);
    QVERIFY2(outcome.errors.contains("the agent closed the connection"),
             outcome.errors.constData());
}

QTEST_GUILESS_MAIN(CopyRealAgentsTest)
#include "copy_real_agents_test.moc"
