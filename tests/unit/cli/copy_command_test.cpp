// SPDX-License-Identifier: Apache-2.0
// qtga copy against a scripted agent with files in memory: what is carried, what is told, and what
// stays behind when it fails.
#include "tests/fakes/fake_agent.h"
#include "tests/fakes/fake_guest_files.h"
#include "tests/fakes/this_system.h"
#include "tests/unit/cli/tool.h"

#include <QRandomGenerator>
#include <QtTest>

using ga::FakeAgent;
using ga::FakeGuestFiles;
using ga::Tool;
using ga::ToolOutcome;

namespace {

const QString guestPath = QStringLiteral("/in/memory");
const QString guestName = QStringLiteral("guest:/in/memory");

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator generator(1);
    std::generate(bytes.begin(), bytes.end(), [&] { return char(generator.generate()); });
    return bytes;
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QString commandOf(const QJsonObject &request)
{
    return request.value(QStringLiteral("execute")).toString();
}

qint64 idOf(const QJsonObject &request)
{
    return request.value(QStringLiteral("id")).toInteger(-1);
}

// `line` as the answer to `request`.
QByteArray withId(const QJsonObject &request, QByteArray line)
{
    if (request.contains(QStringLiteral("id")))
        line.insert(line.lastIndexOf('}'), ", \"id\": " + QByteArray::number(idOf(request)));
    return line;
}

} // namespace

class CopyCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void carriesEveryByteThereAndBack_data();
    void carriesEveryByteThereAndBack();
    void carriesStandardStreams();
    void keepsAWindowOfRequestsInFlight();
    void stopsReadingAtTheFirstEnd();
    void takesTheGuestsSumWhereItIsTold();
    void readsBackWhereThereIsNoProgram();
    void failsWhereTheSumsDiffer();
    void comparesNothingWhenToldSo();
    void keepsWhatWasThereWhenTheGuestFails();
    void closesTheHandle_data();
    void closesTheHandle();
    void closesTheHandleWhenInterrupted();
    void refusesAGuestThatMiscounts();
    void goesOnWhereAnAgentLosesAnswers();
    void seesWhatALostAnswerHid();
    void refusesAFileWithALostPiece();
    void refusesLocalFilesThatAreNone_data();
    void refusesLocalFilesThatAreNone();
    void refusesWrongUse_data();
    void refusesWrongUse();

private:
    QString local(const QString &name) const { return m_directory->filePath(name); }
    QString localWith(const QByteArray &content) const;
    QByteArray content(const QString &path) const;
    QStringList words(const QString &options, const QString &from, const QString &to) const;
    ToolOutcome copy(const QString &options, const QString &from, const QString &to,
                     const QByteArray &input = {}) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeAgent> m_agent;
    FakeGuestFiles m_files;
};

void CopyCommandTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_agent = std::make_unique<FakeAgent>();
    m_files = {};
    m_agent->answer = [this](const QJsonObject &request) { return m_files.answer(request); };
}

void CopyCommandTest::cleanup()
{
    m_agent.reset();
    m_directory.reset();
}

QString CopyCommandTest::localWith(const QByteArray &content) const
{
    QFile file(local(QStringLiteral("source")));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
               ? file.fileName()
               : QString();
}

QByteArray CopyCommandTest::content(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("it can't be read");
}

QStringList CopyCommandTest::words(const QString &options, const QString &from,
                                   const QString &to) const
{
    return QStringList{QStringLiteral("copy"), QStringLiteral("--socket"), m_agent->socket()} +
           options.split(u' ', Qt::SkipEmptyParts) + QStringList{from, to};
}

ToolOutcome CopyCommandTest::copy(const QString &options, const QString &from, const QString &to,
                                  const QByteArray &input) const
{
    return ga::runTool(words(options, from, to), input);
}

void CopyCommandTest::carriesEveryByteThereAndBack_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QString>("options");
    const QString small = QStringLiteral("--chunk=1000 --window=3");
    for (const qsizetype size : {0, 1, 999, 1000, 1001, 2000, 10000})
        QTest::addRow("%d bytes in chunks of 1000", int(size)) << size << small;
    QTest::newRow("as it is by default") << qsizetype(3 << 20) << QString();
}

void CopyCommandTest::carriesEveryByteThereAndBack()
{
    QFETCH(qsizetype, size);
    QFETCH(QString, options);
    const QByteArray bytes = noise(size);
    const ToolOutcome there = copy(options, localWith(bytes), guestName);
    QCOMPARE(there.code, 0);
    QVERIFY(m_files.files.value(guestPath) == bytes);
    QVERIFY(there.errors.contains(sha256(bytes)));
    const QString back = local(QStringLiteral("back"));
    QCOMPARE(copy(options, guestName, back).code, 0);
    QVERIFY(content(back) == bytes);
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::carriesStandardStreams()
{
    const QByteArray bytes = noise(100000);
    const ToolOutcome there = copy({}, QStringLiteral("-"), guestName, bytes);
    QVERIFY2(there.code == 0, there.errors.constData());
    QVERIFY(m_files.files.value(guestPath) == bytes);
    const ToolOutcome back = copy(QStringLiteral("--quiet"), guestName, QStringLiteral("-"));
    QVERIFY(back.output == bytes);
    QCOMPARE(back.errors, QByteArray());
}

// Nothing is answered until three requests are there; never are there more than three.
void CopyCommandTest::keepsAWindowOfRequestsInFlight()
{
    constexpr int window = 3;
    constexpr int chunks = 10;
    int answered = 0;
    qsizetype most = 0;
    QByteArray withheld;
    m_agent->answer = [&](const QJsonObject &request) {
        const QByteArray line = m_files.answer(request);
        if (commandOf(request) != u"guest-file-write")
            return line;
        withheld += line;
        most = std::max(most, m_agent->received.count("guest-file-write") - answered);
        const auto served = withheld.count('\n');
        if (served < window && answered + served < chunks)
            return QByteArray();
        answered += int(served);
        return std::exchange(withheld, {});
    };
    const ToolOutcome outcome = copy(QStringLiteral("--chunk=100 --window=3 --verify=none"),
                                     localWith(noise(100 * chunks)), guestName);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(most, qsizetype(window));
}

// A file that grows while it is read would never end otherwise.
void CopyCommandTest::stopsReadingAtTheFirstEnd()
{
    m_files.files[guestPath] = "first";
    m_agent->answer = [this](const QJsonObject &request) {
        const QByteArray line = m_files.answer(request);
        if (commandOf(request) == u"guest-file-read")
            m_files.files[guestPath] += "more";
        return line;
    };
    const ToolOutcome outcome =
        copy(QStringLiteral("--verify=none"), guestName, QStringLiteral("-"));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, QByteArray("first"));
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::takesTheGuestsSumWhereItIsTold()
{
    m_agent->answer = [this](const QJsonObject &request) {
        if (commandOf(request) == u"guest-exec")
            return QByteArray("{\"return\": {\"pid\": 5}}\n");
        if (commandOf(request) != u"guest-exec-status")
            return m_files.answer(request);
        const QByteArray line = '\\' + sha256("abc") + "  /a\\nb\n";
        return "{\"return\": {\"exited\": true, \"exitcode\": 0, \"out-data\": \"" +
               line.toBase64() + "\"}}\n";
    };
    const ToolOutcome outcome = copy({}, localWith("abc"), guestName);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.errors.contains("as sha256sum in the guest says"), outcome.errors.constData());
    const QJsonObject exec = m_agent->requests.value(m_agent->requests.size() - 2);
    QCOMPARE(exec.value(QStringLiteral("arguments"))[QStringLiteral("arg")],
             (QJsonArray{QStringLiteral("--"), guestPath}));
}

void CopyCommandTest::readsBackWhereThereIsNoProgram()
{
    const ToolOutcome outcome = copy({}, localWith("abc"), guestName);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.errors.contains("when read again"), outcome.errors.constData());
    QCOMPARE(copy(QStringLiteral("--verify=exec"), localWith("abc"), guestName).code, 1);
}

void CopyCommandTest::failsWhereTheSumsDiffer()
{
    m_files.files[guestPath] = "guest";
    m_agent->answer = [this, opened = 0](const QJsonObject &request) mutable {
        if (commandOf(request) == u"guest-file-open" && ++opened == 2)
            m_files.files[guestPath] = "other";
        return m_files.answer(request);
    };
    const QString here = localWith("here");
    const ToolOutcome outcome = copy({}, guestName, here);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("the copy differs"), outcome.errors.constData());
    QCOMPARE(content(here), QByteArray("here"));
}

void CopyCommandTest::comparesNothingWhenToldSo()
{
    const ToolOutcome outcome = copy(QStringLiteral("--verify=none"), localWith("abc"), guestName);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.errors.contains("not compared"), outcome.errors.constData());
    QCOMPARE(m_agent->requests.size(), 4); // Open, write, flush, close.
}

void CopyCommandTest::keepsWhatWasThereWhenTheGuestFails()
{
    m_files.files[guestPath] = noise(5000);
    m_agent->answer = [this, reads = 0](const QJsonObject &request) mutable {
        const bool fails = commandOf(request) == u"guest-file-read" && ++reads > 2;
        return fails ? FakeGuestFiles::error("GenericError") : m_files.answer(request);
    };
    const QString here = localWith("here");
    QCOMPARE(copy(QStringLiteral("--chunk=1000"), guestName, here).code, 1);
    QCOMPARE(content(here), QByteArray("here"));
    QCOMPARE(m_files.openHandles, 0);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files).size(), 1);
}

void CopyCommandTest::closesTheHandle_data()
{
    QTest::addColumn<QString>("failing"); // The command that fails.
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a write fails")
        << QStringLiteral("guest-file-write") << FakeGuestFiles::error("GenericError")
        << QByteArray("GenericError: this is a fake");
    QTest::newRow("a write is short")
        << QStringLiteral("guest-file-write") << QByteArray("{\"return\": {\"count\": 7}}\n")
        << QByteArray("took only 7 of 1000 bytes at position 0");
    QTest::newRow("the flush fails")
        << QStringLiteral("guest-file-flush") << FakeGuestFiles::error("GenericError")
        << QByteArray("GenericError: this is a fake");
}

void CopyCommandTest::closesTheHandle()
{
    QFETCH(QString, failing);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, message);
    m_agent->answer = [&](const QJsonObject &request) {
        return commandOf(request) == failing ? answer : m_files.answer(request);
    };
    const ToolOutcome outcome =
        copy(QStringLiteral("--chunk=1000 --window=3"), localWith(noise(10000)), guestName);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("/in/memory in the guest is incomplete"),
             outcome.errors.constData());
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::closesTheHandleWhenInterrupted()
{
    if (!ga::test::hasSignals)
        QSKIP("on this system a program can't be asked to end");
    Tool *tool = nullptr;
    int writes = 0;
    m_agent->answer = [&](const QJsonObject &request) {
        if (commandOf(request) == u"guest-file-write" && ++writes == 2)
            tool->process().terminate();
        return m_files.answer(request);
    };
    Tool running(
        words(QStringLiteral("--chunk=1000 --window=2"), localWith(noise(1 << 20)), guestName));
    tool = &running;
    const ToolOutcome outcome = running.outcome();
    QCOMPARE(outcome.code, 130);
    QVERIFY2(outcome.errors.contains("interrupted"), outcome.errors.constData());
    QVERIFY(writes < 100);
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::refusesAGuestThatMiscounts()
{
    m_files.files[guestPath] = "abc";
    m_agent->answer = [this](const QJsonObject &request) {
        return commandOf(request) == u"guest-file-read"
                   ? QByteArray(
                         "{\"return\": {\"count\": 4, \"buf-b64\": \"YWJj\", \"eof\": true}}\n")
                   : m_files.answer(request);
    };
    const ToolOutcome outcome = copy({}, guestName, QStringLiteral("-"));
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("other bytes than it says"), outcome.errors.constData());
}

// As qemu-ga does on a virtio port: the last answer of a train comes, those before it may not.
void CopyCommandTest::goesOnWhereAnAgentLosesAnswers()
{
    constexpr int chunks = 10;
    m_agent->answer = [&](const QJsonObject &request) {
        const QByteArray line = withId(request, m_files.answer(request));
        const qint64 id = idOf(request);
        const bool lost = commandOf(request) == u"guest-file-write" && id % 3 != 2;
        return lost && id != chunks - 1 ? QByteArray() : line;
    };
    const QByteArray bytes = noise(100 * chunks);
    const ToolOutcome outcome =
        copy(QStringLiteral("--chunk=100 --window=4 --timeout=5"), localWith(bytes), guestName);
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY(m_files.files.value(guestPath) == bytes);
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::seesWhatALostAnswerHid()
{
    m_agent->answer = [this](const QJsonObject &request) {
        const bool lost = commandOf(request) == u"guest-file-write" && idOf(request) == 1;
        return lost ? QByteArray() : withId(request, m_files.answer(request));
    };
    const ToolOutcome outcome =
        copy(QStringLiteral("--chunk=100 --verify=none"), localWith(noise(1000)), guestName);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("took only 900 of 1000 bytes"), outcome.errors.constData());
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::refusesAFileWithALostPiece()
{
    m_files.files[guestPath] = noise(1000);
    m_agent->answer = [this](const QJsonObject &request) {
        const QByteArray line = withId(request, m_files.answer(request));
        const bool lost = commandOf(request) == u"guest-file-read" && idOf(request) == 1;
        return lost ? QByteArray() : line;
    };
    const ToolOutcome outcome = copy(QStringLiteral("--chunk=100"), guestName, QStringLiteral("-"));
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.errors.contains("an answer of the agent's was lost"),
             outcome.errors.constData());
    QCOMPARE(m_files.openHandles, 0);
}

void CopyCommandTest::refusesLocalFilesThatAreNone_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("from a directory")
        << QStringLiteral("/") << guestName << QByteArray("can't read /: it is a directory");
    QTest::newRow("from nothing") << QStringLiteral("/nonexistent/x") << guestName
                                  << QByteArray("can't read /nonexistent/x: ");
    QTest::newRow("to a directory")
        << guestName << QStringLiteral("/") << QByteArray("can't write /: it is a directory");
    QTest::newRow("into nothing") << guestName << QStringLiteral("/nonexistent/x")
                                  << QByteArray("can't write /nonexistent/x: ");
    if (!ga::test::isWindows) { // There devices have no place among the files.
        QTest::newRow("to a device") << guestName << QStringLiteral("/dev/null")
                                     << QByteArray("it is no regular file");
    }
}

void CopyCommandTest::refusesLocalFilesThatAreNone()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QByteArray, message);
    const ToolOutcome outcome = copy({}, from, to);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    QCOMPARE(m_agent->received, QByteArray());
}

void CopyCommandTest::refusesWrongUse_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *words, const char *message) {
        QTest::newRow(name) << QString::fromLatin1(words) << QByteArray(message);
    };
    row("no socket", "a guest:/b", "--socket=PATH is missing");
    row("one name", "--socket=x guest:/b", "two names are needed");
    row("no guest", "--socket=x a b", "begins with \"guest:\"");
    row("two guests", "--socket=x guest:/a guest:/b", "begins with \"guest:\"");
    row("no path", "--socket=x a guest:", "a name is empty");
    row("verify", "--socket=x --verify=sure a guest:/b", "none of auto, exec, read, none");
    row("chunk", "--socket=x --chunk=0 a guest:/b", "--chunk: '0' is no number from 1 to");
    row("too large a chunk", "--socket=x --chunk=33554433 a guest:/b", "--chunk: '33554433'");
    row("window", "--socket=x --window=33 a guest:/b", "--window: '33'");
}

void CopyCommandTest::refusesWrongUse()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, message);
    const ToolOutcome outcome =
        ga::runTool(QStringList{QStringLiteral("copy")} + words.split(u' '));
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(CopyCommandTest)
#include "copy_command_test.moc"
