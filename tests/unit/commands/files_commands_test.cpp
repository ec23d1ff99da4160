// SPDX-License-Identifier: Apache-2.0
// guest-file-*: arguments, their errors and the replies, as the host sees them.
#include "tests/fakes/command_bench.h"

#include <QTest>

using namespace ga;

namespace {

// A file in memory, which tells what it was asked.
class MemoryFile : public GuestFile
{
public:
    explicit MemoryFile(QStringList &log)
        : m_log(log)
    {}

    Result<Chunk> read(qint64 count) override
    {
        m_log.append(QStringLiteral("read %1").arg(count));
        return Chunk{QByteArray("hello").left(count), count > 5};
    }
    Result<qint64> write(QByteArrayView bytes) override
    {
        m_log.append(QStringLiteral("write ") + QString::fromLatin1(bytes));
        return bytes.size();
    }
    Result<qint64> seek(qint64 offset, Whence whence) override
    {
        m_log.append(QStringLiteral("seek %1 %2").arg(offset).arg(int(whence)));
        return 7;
    }
    Result<Nothing> flush() override { return fail(QStringLiteral("failed to flush file: x")); }
    Result<Nothing> close() override { return Nothing{}; }

private:
    QStringList &m_log;
};

class MemoryFiles : public Files
{
public:
    explicit MemoryFiles(QStringList &log)
        : m_log(log)
    {}

    Result<std::unique_ptr<GuestFile>> open(const QString &path, const QString &mode) override
    {
        m_log.append(QStringLiteral("open ") + path + u' ' + mode);
        return std::make_unique<MemoryFile>(m_log);
    }

private:
    QStringList &m_log;
};

} // namespace

class FilesCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void opensForReadingByDefault();
    void pathWithANulIsRefused();
    void lackOfAHandleIsAnError();
    void closes();
    void readsFourKibibytesByDefault();
    void readReplyHasTheBytes();
    void repliesToArguments_data();
    void repliesToArguments();
    void unknownHandleComesBeforeEverythingElse();
    void seekTakesNumbersAndWords_data();
    void seekTakesNumbersAndWords();

private:
    QString call(const char *command, const QByteArray &arguments)
    {
        return m_bench->call(command, arguments);
    }

    std::unique_ptr<CommandBench> m_bench;
    QStringList m_log;
};

// Every test begins with one open file, 1000.
void FilesCommandsTest::init()
{
    m_bench = std::make_unique<CommandBench>();
    m_bench->platform.files = std::make_unique<MemoryFiles>(m_log);
    QCOMPARE(call("guest-file-open", R"({"path": "/x", "mode": "w+"})"), QStringLiteral("1000"));
    m_log.clear();
}

void FilesCommandsTest::opensForReadingByDefault()
{
    QCOMPARE(call("guest-file-open", R"({"path": "/y"})"), QStringLiteral("1001"));
    QCOMPARE(m_log, QStringList{QStringLiteral("open /y r")});
}

void FilesCommandsTest::pathWithANulIsRefused()
{
    QCOMPARE(call("guest-file-open", R"({"path": "/etc/passwd\u0000.txt"})"),
             QStringLiteral("Parameter 'path' contains a NUL character"));
    QCOMPARE(call("guest-file-open", R"({"path": "\u0000"})"),
             QStringLiteral("Parameter 'path' contains a NUL character"));
    QVERIFY(m_log.isEmpty());
}

void FilesCommandsTest::lackOfAHandleIsAnError()
{
    m_bench->counter.failing = true;
    QCOMPARE(call("guest-file-open", R"({"path": "/y"})"),
             QStringLiteral("failed to commit persistent state to disk"));
    QCOMPARE(m_bench->files.size(), 1);
}

void FilesCommandsTest::closes()
{
    QCOMPARE(call("guest-file-close", R"({"handle": 1000})"), QStringLiteral("{}"));
    QCOMPARE(call("guest-file-close", R"({"handle": 1000})"),
             QStringLiteral("handle '1000' has not been found"));
}

void FilesCommandsTest::readsFourKibibytesByDefault()
{
    call("guest-file-read", R"({"handle": 1000})");
    QCOMPARE(m_log, QStringList{QStringLiteral("read 4096")});
}

void FilesCommandsTest::readReplyHasTheBytes()
{
    QCOMPARE(call("guest-file-read", R"({"handle": 1000, "count": 2})"),
             QStringLiteral(R"({"count": 2, "buf-b64": "aGU=", "eof": false})"));
    QCOMPARE(call("guest-file-read", R"({"handle": 1000, "count": 0})"),
             QStringLiteral(R"({"count": 0, "buf-b64": "", "eof": false})"));
    QCOMPARE(call("guest-file-read", R"({"handle": 1000, "count": 50331648})"),
             QStringLiteral(R"({"count": 5, "buf-b64": "aGVsbG8=", "eof": true})"));
}

void FilesCommandsTest::repliesToArguments_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QString>("reply");
    const auto row = [](const char *command, const char *arguments, const char *reply) {
        QTest::addRow("%s %s", command, arguments)
            << QByteArray(command) << QByteArray(arguments) << QString::fromUtf8(reply);
    };
    row("guest-file-read", R"({"handle": 1000, "count": -1})",
        "value '-1' is invalid for argument count");
    row("guest-file-read", R"({"handle": 1000, "count": 50331649})",
        "value '50331649' is invalid for argument count");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGVsbG8="})",
        R"({"count": 5, "eof": false})");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGVsbG8=", "count": 3})",
        R"({"count": 3, "eof": false})");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "", "count": 0})",
        R"({"count": 0, "eof": false})");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGk"})",
        R"({"count": 0, "eof": false})");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGVsbG8=", "count": 6})",
        "value '6' is invalid for argument count");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGVsbG8=", "count": -1})",
        "value '-1' is invalid for argument count");
    row("guest-file-write", R"({"handle": 1000, "buf-b64": "aGVs*"})",
        "Base64 data contains invalid characters");
    row("guest-file-write", R"({"handle": 1000})", "Parameter 'buf-b64' is missing");
    row("guest-file-flush", R"({"handle": 1000})", "failed to flush file: x");
}

void FilesCommandsTest::repliesToArguments()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, arguments);
    QFETCH(QString, reply);
    QCOMPARE(call(command.constData(), arguments), reply);
}

// As in qemu-ga 7.2.
void FilesCommandsTest::unknownHandleComesBeforeEverythingElse()
{
    const QString unknown = QStringLiteral("handle '9' has not been found");
    QCOMPARE(call("guest-file-read", R"({"handle": 9, "count": -1})"), unknown);
    QCOMPARE(call("guest-file-write", R"({"handle": 9, "buf-b64": "*"})"), unknown);
    QCOMPARE(call("guest-file-seek", R"({"handle": 9, "offset": 0, "whence": 3})"), unknown);
    QCOMPARE(call("guest-file-flush", R"({"handle": 9})"), unknown);
}

void FilesCommandsTest::seekTakesNumbersAndWords_data()
{
    QTest::addColumn<QByteArray>("whence");
    QTest::addColumn<QString>("outcome"); // What the file was asked, or the error.
    const auto row = [](const char *whence, const char *outcome) {
        QTest::newRow(whence) << QByteArray(whence) << QString::fromUtf8(outcome);
    };
    row("0", "seek -5 0");
    row("1", "seek -5 1");
    row("2", "seek -5 2");
    row("\"set\"", "seek -5 0");
    row("\"cur\"", "seek -5 1");
    row("\"end\"", "seek -5 2");
    row("3", "invalid whence code 3");
    row("-1", "invalid whence code -1");
    row("\"bad\"", "Parameter 'whence' does not accept value 'bad'");
    row("3.5", "Invalid parameter type for 'whence', expected: integer");
    row("9223372036854775808", "Invalid parameter type for 'whence', expected: integer");
    row("null", "Invalid parameter type for 'whence', expected: GuestFileWhence");
    row("[]", "Invalid parameter type for 'whence', expected: GuestFileWhence");
    row("true", "Invalid parameter type for 'whence', expected: GuestFileWhence");
}

void FilesCommandsTest::seekTakesNumbersAndWords()
{
    QFETCH(QByteArray, whence);
    QFETCH(QString, outcome);
    const QString reply =
        call("guest-file-seek", R"({"handle": 1000, "offset": -5, "whence": )" + whence + '}');
    if (!m_log.isEmpty())
        QCOMPARE(reply, QStringLiteral(R"({"position": 7, "eof": false})"));
    QCOMPARE(m_log.value(0, reply), outcome);
    QCOMPARE(call("guest-file-seek", R"({"handle": 1000, "offset": 0})"),
             QStringLiteral("Parameter 'whence' is missing"));
}

QTEST_GUILESS_MAIN(FilesCommandsTest)
#include "files_commands_test.moc"
