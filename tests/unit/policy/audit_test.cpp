// SPDX-License-Identifier: Apache-2.0
// What the audit has of a request, how alike ones become one, and how records reach their file.
#include "policy/audit_file.h"
#include "policy/audit_reader.h"
#include "policy/audit_trail.h"
#include "policy/request_report.h"

#include "commands/catalogue.h"
#include "protocol/framer.h"
#include "tests/fakes/this_system.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

namespace {

constexpr qint64 now = 1772524800000;

Request requestOf(const QByteArray &json)
{
    Framer framer;
    auto frames = framer.feed(json);
    return readRequest(std::move(frames.front()));
}

std::optional<AuditRecord> recordOf(const QByteArray &json, const Error *error = nullptr)
{
    const Request request = requestOf(json);
    const RequestReport report{request, findCommand(request.command.toUtf8()), error, 20ms};
    if (!isAudited(report))
        return std::nullopt;
    return auditRecord(report, now);
}

// Keeps what it is given; waits for leave before each, where it is told to.
class Collector : public AuditSink
{
public:
    struct Shared
    {
        QMutex mutex;
        QList<AuditRecord> records;
        QSemaphore written;
        std::atomic<bool> waits = false;
        QSemaphore leave;
        QSemaphore waiting;
        std::atomic<int> failures = 0; // As many of the next records are not taken.
    };

    explicit Collector(std::shared_ptr<Shared> shared)
        : m_shared(std::move(shared))
    {}

    bool write(const AuditRecord &record) override
    {
        if (m_shared->waits) {
            m_shared->waiting.release();
            m_shared->leave.acquire();
        }
        const QMutexLocker locker(&m_shared->mutex);
        if (m_shared->failures > 0) {
            --m_shared->failures;
            return false;
        }
        m_shared->records.append(record);
        m_shared->written.release();
        return true;
    }

private:
    std::shared_ptr<Shared> m_shared;
};

std::vector<std::unique_ptr<AuditSink>> collecting(const std::shared_ptr<Collector::Shared> &shared)
{
    std::vector<std::unique_ptr<AuditSink>> sinks;
    sinks.push_back(std::make_unique<Collector>(shared));
    return sinks;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOnlyReadsTheStateIsNoEntryUnlessRefused()
    {
        QVERIFY(!recordOf(R"({"execute": "guest-ping"})"));
        QVERIFY(!recordOf(R"({"execute": "guest-get-osinfo"})"));
        QVERIFY(!recordOf(R"({"execute": "guest-nonsense"})"));
        Error refusal = Error::commandNotFound(QStringLiteral(
            "Command guest-get-osinfo has been disabled: the command is not allowed by x in y"));
        const RuleReference rule{QStringLiteral("x"), std::nullopt, QStringLiteral("y")};
        refusal.rule = std::make_shared<const RuleReference>(rule);
        const auto refused = recordOf(R"({"execute": "guest-get-osinfo"})", &refusal);
        QVERIFY(refused);
        QCOMPARE(refused->outcome, ActivityOutcome::Refused);
        QCOMPARE(*refused->reason, QStringLiteral("the command is not allowed by x in y"));
        QCOMPARE(refused->rule, rule);
        const Error failure = Error::generic(QStringLiteral("no"));
        QVERIFY(!recordOf(R"({"execute": "guest-get-osinfo"})", &failure));
        QCOMPARE(recordOf(R"({"execute": "guest-fstrim"})", &failure)->outcome,
                 ActivityOutcome::Failed);
    }

    void secretsAndContentsNeverGetIn_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const char *arguments, const char *subject) {
            const QByteArray request(R"({"execute": "@", "arguments": %})");
            QTest::newRow(name) << QByteArray(request).replace('@', name).replace('%', arguments)
                                << QString::fromLatin1(subject);
        };
        row("guest-set-user-password",
            R"({"username": "web", "password": "U0VDUkVU", "crypted": false})", "web");
        row("guest-exec",
            R"({"path": "/bin/sh", "arg": ["-c", "U0VDUkVU"], "env": ["A=U0VDUkVU"], "input-data": "U0VDUkVU"})",
            "/bin/sh");
        row("guest-file-write", R"({"handle": 1000, "buf-b64": "U0VDUkVU"})", "1000");
        row("guest-ssh-add-authorized-keys", R"({"username": "web", "keys": ["U0VDUkVU"]})", "web");
    }
    void secretsAndContentsNeverGetIn()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        const QByteArray line = encodeAuditLine(*recordOf(json));
        QVERIFY2(!line.contains("U0VDUkVU") && !line.contains("SECRET"), line.constData());
        const auto back = decodeAuditLine(line);
        QVERIFY(back);
        QCOMPARE(*back->subject, subject);
        QCOMPARE(back->time, now - 20);
        QCOMPARE(back->duration, 20);
    }

    void whatTheHostSentIsNoReason()
    {
        const QByteArray key =
            "-----BEGIN OPENSSH PRIVATE KEY-----\\nU0VDUkVU" + QByteArray(600, 'A');
        const QString sent =
            QString::fromLatin1(key).replace(QStringLiteral("\\n"), QStringLiteral("\n"));
        const Error error =
            Error::generic(QStringLiteral("invalid OpenSSH public key: '%1'").arg(sent));
        const auto record = recordOf(
            R"({"execute": "guest-ssh-add-authorized-keys", "arguments": {"username": "web", "keys": [")" +
                key + R"("]}})",
            &error);
        QCOMPARE(*record->reason, QStringLiteral("invalid OpenSSH public key: '...'"));
    }

    void whatTheHostSentIsRemovedWhereverItStands()
    {
        const Error error = Error::generic(
            QStringLiteral("'a very long secret' of 'a very long secret and more' is "
                           "'a very long secret'"));
        const auto record = recordOf(
            R"({"execute": "guest-exec", "arguments": {"path": "/bin/x", "arg": ["a very long secret", "a very long secret and more"]}})",
            &error);
        QCOMPARE(*record->reason, QStringLiteral("'...' of '...' is '...'"));
    }

    void theHostCanNotBlankTheReasonOfItsRefusal()
    {
        const Error error = Error::commandNotFound(
            QStringLiteral("Command guest-exec has been disabled: the command is not allowed by "
                           "profile=rhel in /etc/qemu/qemu-ga.conf"));
        const auto record = recordOf(
            R"({"execute": "guest-exec", "arguments": {"path": "x", "arg": ["/etc/qemu/qemu-ga.conf"]}})",
            &error);
        QCOMPARE(*record->reason, QStringLiteral("the command is not allowed by profile=rhel in "
                                                 "/etc/qemu/qemu-ga.conf"));
    }

    // Refusals cost the host nothing: they don't push out of the audit what was done.
    void aFloodOfRefusalsIsCutShort()
    {
        AuditTrail trail(QStringLiteral("virtio-serial"), [] { return now; });
        QList<AuditRecord> told;
        connect(&trail, &AuditTrail::recorded, this,
                [&](const AuditRecord &record) { told.append(record); });
        const Error error = Error::commandNotFound(QStringLiteral("no"));
        const auto note = [&](const char *command, const Error *problem) {
            const Request request =
                requestOf(QByteArray(R"({"execute": "@"})").replace('@', command));
            trail.note({request, findCommand(command), problem, 1ms});
        };
        for (int i = 0; i < 500; ++i) {
            note("guest-exec", &error);
            note("guest-file-open", &error);
        }
        note("guest-fstrim", nullptr);
        QCOMPARE(told.size(), AuditTrail::troubleLimit + 1);
        QCOMPARE(told.last().command, QStringLiteral("guest-fstrim"));
        trail.flush();
        QCOMPARE(told.size(), AuditTrail::troubleLimit + 3);
        qint64 sum = 0;
        for (const AuditRecord &record : told)
            sum += record.times;
        QCOMPARE(sum, 1001);
        note("guest-exec", &error);
        QCOMPARE(told.size(), AuditTrail::troubleLimit + 4);
    }

    void whatTheAgentDidOfItselfHasItsReason()
    {
        AuditTrail trail(QStringLiteral("virtio-serial"), [] { return now; });
        QList<AuditRecord> told;
        connect(&trail, &AuditTrail::recorded, this,
                [&](const AuditRecord &record) { told.append(record); });
        const Command &thaw = *findCommand("guest-fsfreeze-thaw");
        const Error error = Error::generic(QStringLiteral("failed to thaw /x"));
        trail.noteAgent(thaw, QStringLiteral("time was up"), nullptr);
        trail.noteAgent(thaw, QStringLiteral("time was up"), &error);
        QCOMPARE(told.size(), 2);
        QCOMPARE(told[0].channel, QStringLiteral("agent"));
        QVERIFY(told[0].outcome == ActivityOutcome::Ok);
        QCOMPARE(*told[0].reason, QStringLiteral("time was up"));
        QVERIFY(told[1].outcome == ActivityOutcome::Failed);
        QCOMPARE(*told[1].reason, QStringLiteral("time was up: failed to thaw /x"));
    }

    void aRowOfAlikeRequestsIsToldOnceAndTogether()
    {
        AuditTrail trail(QStringLiteral("virtio-serial"), [] { return now; });
        QList<AuditRecord> told;
        connect(&trail, &AuditTrail::recorded, this,
                [&](const AuditRecord &record) { told.append(record); });
        const auto note = [&](const char *handle) {
            const QByteArray json(R"({"execute": "guest-file-read", "arguments": {"handle": @}})");
            const Request request = requestOf(QByteArray(json).replace('@', handle));
            trail.note({request, findCommand("guest-file-read"), nullptr, 5ms});
        };
        for (int i = 0; i < 48; ++i)
            note("1000");
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].times, 1);
        note("1001");
        QCOMPARE(told.size(), 3);
        QCOMPARE(told[1].times, 47);
        QCOMPARE(told[1].duration, 47 * 5);
        QCOMPARE(*told[2].subject, QStringLiteral("1001"));
        QCOMPARE(told[2].number, 3);
        QCOMPARE(told[2].channel, QStringLiteral("virtio-serial"));
        note("1001");
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 4, 30000);
    }

    void whileHeldNothingIsWrittenAndAfterwardsAll()
    {
        const auto shared = std::make_shared<Collector::Shared>();
        AuditWriter writer(collecting(shared));
        writer.add({.number = 1});
        QVERIFY(shared->written.tryAcquire(1, 30000));
        writer.hold();
        for (qint64 i = 2; i <= qint64(AuditWriter::queueLimit) + 11; ++i)
            writer.add({.number = i});
        QVERIFY(!shared->written.tryAcquire(1, 100));
        writer.release();
        QVERIFY(shared->written.tryAcquire(int(AuditWriter::queueLimit) + 1, 30000));
        const QMutexLocker locker(&shared->mutex);
        QCOMPARE(shared->records[1].number, 2);
        QCOMPARE(shared->records.last().command, QStringLiteral("(lost)"));
        QCOMPARE(shared->records.last().times, 10);
    }

    void whatIsQueuedIsWrittenWhenItSettles()
    {
        const auto shared = std::make_shared<Collector::Shared>();
        AuditWriter writer(collecting(shared));
        for (qint64 i = 1; i <= 500; ++i)
            writer.add({.number = i});
        writer.settle();
        QCOMPARE(shared->written.available(), 500);
    }

    void whatOnePlaceDidNotTakeIsCountedThereAlone()
    {
        const auto failing = std::make_shared<Collector::Shared>();
        const auto working = std::make_shared<Collector::Shared>();
        failing->failures = 2;
        auto sinks = collecting(failing);
        sinks.push_back(std::make_unique<Collector>(working));
        AuditWriter writer(std::move(sinks));
        for (qint64 i = 1; i <= 4; ++i)
            writer.add({.number = i, .command = QStringLiteral("guest-exec")});
        writer.settle();
        QCOMPARE(working->records.size(), 4);
        // The first was lost, and then what should have told so.
        QCOMPARE(failing->records.size(), 3);
        QCOMPARE(failing->records[0].command, QStringLiteral("(lost)"));
        QCOMPARE(failing->records[0].times, 2);
        QCOMPARE(failing->records[1].number, 3);
        QCOMPARE(failing->records[2].number, 4);
    }

    void aWriteThatHangsKeepsNobody()
    {
        const auto shared = std::make_shared<Collector::Shared>();
        shared->waits = true;
        {
            AuditWriter writer(collecting(shared));
            writer.add({.number = 1});
            QVERIFY(shared->waiting.tryAcquire(1, 30000));
            writer.add({.number = 2});
        }
        shared->waits = false;
        shared->leave.release();
        QVERIFY(shared->written.tryAcquire(2, 30000)); // Alone, for nobody waits.
    }

    void theFileIsRotatedAndReadableByItsOwnerOnly()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        const qint64 line = encodeAuditLine({.number = 100}).size();
        AuditFile file(path, 2 * line + 2);
        for (qint64 i = 100; i < 116; ++i)
            file.write({.number = i});
        QCOMPARE(AuditFile::all(path).size(), AuditFile::kept + 1);
        QCOMPARE(AuditFile::all(path).last(), path);
        QCOMPARE(decodeAuditLine(contents(path).split('\n').first())->number, 114);
        QCOMPARE(
            decodeAuditLine(contents(AuditFile::all(path).first()).split('\n').first())->number,
            106);
        if (test::foldersProtectFiles)
            return;
        QCOMPARE(QFile::permissions(path) &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
                 QFileDevice::Permissions());
    }

    // On Windows what somebody reads can't be moved.
    void whileItIsReadNothingIsLost()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditFile file(path, 2 * encodeAuditLine({.number = 100}).size() + 2);
        for (qint64 i = 100; i < 104; ++i)
            file.write({.number = i});
        {
            QFile reader(path);
            QVERIFY(reader.open(QIODevice::ReadOnly));
            for (qint64 i = 104; i < 108; ++i)
                file.write({.number = i});
        }
        file.write({.number = 108});
        QList<qint64> numbers;
        AuditReader(path).read([&](const QByteArray &line) {
            numbers += decodeAuditLine(line)->number;
            return true;
        });
        QCOMPARE(numbers, (QList<qint64>{100, 101, 102, 103, 104, 105, 106, 107, 108}));
    }

    // As a machine that died, or a full disk, leaves it.
    void aLineThatIsNotWholeTakesNoOtherWithIt()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        QFile half(path);
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("{\"number\": 1, \"ti") > 0);
        half.close();
        AuditFile file(path);
        QVERIFY(file.write({.number = 2}));
        QVERIFY(file.write({.number = 3}));
        const QByteArrayList lines = contents(path).split('\n');
        QCOMPARE(lines.size(), 4);
        QCOMPARE(decodeAuditLine(lines[1] + '\n')->number, 2);
        QCOMPARE(decodeAuditLine(lines[2] + '\n')->number, 3);
    }

    void whatADiskDoesNotTakeIsToldToBeLost()
    {
        const QString full = QStringLiteral("/dev/full");
        if (!QFileInfo::exists(full))
            QSKIP("this system has no /dev/full");
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditFile file(path);
        QVERIFY(file.write({.number = 1}));
        QVERIFY(QFile::remove(path) && QFile::link(full, path));
        QVERIFY(!file.write({.number = 2}));
        QVERIFY(QFile::remove(path));
        QVERIFY(file.write({.number = 3}));
        QVERIFY(!AuditFile(directory.filePath(QStringLiteral("no/audit.log"))).write({}));
    }

    // Nothing is copied, and what is written next doesn't pay for trying again.
    void aFileThatCanNotBeRotatedGrowsOn()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        const qint64 line = encodeAuditLine({.number = 100}).size();
        // In the way of the first rename: a folder that isn't empty.
        QVERIFY(QDir().mkpath(path + QStringLiteral(".4/full")));
        for (const char *age : {".1", ".2", ".3"}) {
            QFile older(path + QLatin1StringView(age));
            QVERIFY(older.open(QIODevice::WriteOnly));
        }
        AuditFile file(path, 2 * line + 2);
        for (qint64 i = 100; i < 108; ++i)
            QVERIFY(file.write({.number = i}));
        QCOMPARE(contents(path).count('\n'), 8);
        QVERIFY(QDir(path + QStringLiteral(".4")).removeRecursively());
        QVERIFY(file.write({.number = 108}));
        QCOMPARE(contents(path).count('\n'), 9);
        for (qint64 i = 109; QFileInfo(path + QStringLiteral(".1")).size() == 0; ++i) {
            QVERIFY(i < 2000);
            QVERIFY(file.write({.number = i}));
        }
        QVERIFY(QFileInfo(path + QStringLiteral(".1")).size() > 64 * 1024);
    }

    void filesThatWereRotatedUnreadAreReadToo()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        auto file =
            std::make_unique<AuditFile>(path, 2 * encodeAuditLine({.number = 100}).size() + 2);
        AuditReader reader(path);
        QList<qint64> numbers;
        const auto take = [&](const QByteArray &line) {
            numbers += decodeAuditLine(line)->number;
            return true;
        };
        file->write({.number = 100});
        reader.read(take);
        numbers.clear();
        for (qint64 i = 101; i < 116; ++i) // The file that was read is dropped meanwhile.
            file->write({.number = i});
        reader.read(take);
        QCOMPARE(numbers, (QList<qint64>{106, 107, 108, 109, 110, 111, 112, 113, 114, 115}));
        file.reset();
        QVERIFY(QFile::remove(path)); // Somebody begins anew: what was rotated is not told twice.
        AuditFile(path).write({.number = 116});
        numbers.clear();
        reader.read(take);
        QCOMPARE(numbers, QList<qint64>{116});
    }

    void aReaderGoesOnWhereItWasHoweverFilesAreRotated()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditFile file(path, 2 * encodeAuditLine({.number = 100}).size() + 2);
        AuditReader reader(path);
        const auto numbers = [&reader] {
            QList<qint64> list;
            reader.read([&](const QByteArray &line) {
                list += decodeAuditLine(line)->number;
                return true;
            });
            return list;
        };
        QVERIFY(numbers().isEmpty());
        file.write({.number = 100});
        QCOMPARE(numbers(), QList<qint64>{100});
        file.write({.number = 101});
        file.write({.number = 102}); // In another file.
        QCOMPARE(numbers(), (QList<qint64>{101, 102}));
        for (qint64 i = 103; i < 107; ++i)
            file.write({.number = i});
        QCOMPARE(numbers(), (QList<qint64>{103, 104, 105, 106}));
        QVERIFY(numbers().isEmpty());
        QFile half(path);
        QVERIFY(half.open(QIODevice::Append));
        half.write("{\"number\": "); // A line that is not whole yet.
        half.flush();
        QVERIFY(numbers().isEmpty());
    }

    void aReaderBeginsAnewWithAnotherAudit()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditReader reader(path);
        QByteArrayList lines;
        const auto take = [&](const QByteArray &line) {
            lines += line;
            return true;
        };
        AuditFile(path).write({.number = 1});
        QVERIFY(reader.read(take));
        QVERIFY(QFile::remove(path));
        AuditFile(path).write({.number = 2});
        QVERIFY(reader.read(take));
        QCOMPARE(lines.size(), 2);
        QVERIFY(AuditReader(directory.filePath(QStringLiteral("none"))).read(take));
    }

    void theDocumentListsEveryMember()
    {
        const QByteArray document = contents(QStringLiteral(AUDIT_DOCUMENT));
        const TypePointer type = Codec<AuditRecord>::describe();
        for (const MemberDescription &member : type->members) {
            const QString row = QStringLiteral("| `%1` | %2 |").arg(member.name, member.summary);
            QVERIFY2(document.contains(row.toUtf8()), qPrintable(row));
        }
    }

    void aFileThatWasTakenAwayIsBegunAnew()
    {
        if (test::locksOpenFiles)
            QSKIP("this system doesn't let an open file be renamed");
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditFile file(path);
        file.write({.number = 1});
        QVERIFY(QFile::rename(path, path + QStringLiteral(".moved")));
        file.write({.number = 2});
        QCOMPARE(decodeAuditLine(contents(path))->number, 2);
    }

    void aFileThatWasReplacedIsGoneOnWith()
    {
        if (test::locksOpenFiles)
            QSKIP("this system doesn't let an open file be renamed");
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("audit.log"));
        AuditFile file(path);
        file.write({.number = 1});
        QVERIFY(QFile::rename(path, path + QStringLiteral(".moved")));
        QVERIFY(QFile(path).open(QIODevice::WriteOnly)); // As logrotate does with "create".
        file.write({.number = 2});
        QCOMPARE(decodeAuditLine(contents(path))->number, 2);
    }
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
