// SPDX-License-Identifier: Apache-2.0
// qtga pause, resume and thaw as an administrator runs them; this process stands in for the agent.
#include "app/owner_view.h"
#include "cli/status_reader.h"
#include "platform/api/broadcast.h"
#include "status/status_publisher.h"
#include "tests/unit/cli/tool.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace ga;
using namespace std::chrono_literals;

namespace {

int toldPipe[2];

void noteSignal(int number)
{
    const char byte = char(number);
    static_cast<void>(!::write(toldPipe[1], &byte, 1));
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

// Answers a signal as `answer` says.
class StandIn : public QObject
{
public:
    using Answer = std::function<void(StatusPublisher &, int signal)>;

    StandIn(const QString &address, Answer answer)
        : m_answer(std::move(answer))
        , m_publisher({}, {.open = true})
        , m_broadcast(*createBroadcast(address, [this] { return m_publisher.greeting(); }))
        , m_notifier(toldPipe[0], QSocketNotifier::Read)
    {
        connect(&m_publisher, &StatusPublisher::told, this,
                [this](const QByteArray &lines) { m_broadcast->send(lines); });
        connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
            char number = 0;
            if (::read(toldPipe[0], &number, 1) == 1)
                m_answer(m_publisher, number);
        });
    }

    StatusPublisher &publisher() { return m_publisher; }

private:
    Answer m_answer;
    StatusPublisher m_publisher;
    std::unique_ptr<Broadcast> m_broadcast;
    QSocketNotifier m_notifier;
};

} // namespace

class OwnerCommandTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const char *name) const { return m_directory->filePath(QLatin1StringView(name)); }
    QString marker() const { return pauseMarker(m_directory->path()); }
    void configure(const QByteArray &more = {}) const
    {
        write(path("agent.conf"), "[general]\nstatedir=" + m_directory->path().toUtf8() +
                                      "\nstatus-address=" + path("status").toUtf8() + '\n' + more);
    }
    ToolOutcome run(const char *word) const
    {
        return runTool({QLatin1StringView(word), QStringLiteral("-c"), path("agent.conf")});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(::pipe2(toldPipe, O_CLOEXEC | O_NONBLOCK), 0);
        ::signal(SIGHUP, noteSignal);
        ::signal(SIGUSR1, noteSignal);
    }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        configure();
    }

    // pkexec holds neither of them to what follows the first argument.
    void byPkexecNoOptionIsTaken()
    {
        qputenv("PKEXEC_UID", "1000");
        const auto unset = qScopeGuard([] { qunsetenv("PKEXEC_UID"); });
        for (const char *word : {"pause", "resume", "thaw"})
            QCOMPARE(run(word).code, 2);
        QVERIFY(!QFileInfo::exists(marker()));
    }

    void aFileThatIsNoConfigurationIsNotToldOf()
    {
        write(path("agent.conf"), "root:$6$secret:20000:0:99999:7:::\n");
        const ToolOutcome outcome = runTool({QStringLiteral("policy"), QStringLiteral("show"),
                                             QStringLiteral("-c"), path("agent.conf")});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.errors.contains("line 1") && !outcome.errors.contains("secret"),
                 outcome.errors);
    }

    void theMarkerFollowsNoLink()
    {
        write(path("victim"), "precious");
        for (const char *target : {"victim", "not-there"}) {
            QVERIFY(QFile::link(path(target), marker()));
            QCOMPARE(run("pause").code, 3); // No agent is there.
            QVERIFY(QFileInfo(marker()).isFile() && !QFileInfo(marker()).isSymLink());
            QVERIFY(QFile::remove(marker()));
        }
        QCOMPARE(contents(path("victim")), QByteArray("precious"));
        QVERIFY(!QFileInfo::exists(path("not-there")));
    }

    void aPauseIsLeftOnceAndSeenToBeSo()
    {
        const StandIn agent(path("status"), [this](StatusPublisher &publisher, int signal) {
            QCOMPARE(signal, SIGHUP);
            publisher.change([this](StatusModel &model, StatusTime now) {
                model.setPaused(QFileInfo::exists(marker()), {}, now);
            });
        });
        QCOMPARE(run("pause").code, 0);
        QCOMPARE(run("pause").code, 0);
        QCOMPARE(run("resume").code, 0);
        QVERIFY(!QFileInfo::exists(marker()));
    }

    // The agent runs on by its former rules: it can be paused, and what it froze be thawed.
    void aMistakeInTheConfigurationKeepsNobodyFromTheAgent()
    {
        configure("profile=obsreve\n");
        const StandIn agent(path("status"), [](StatusPublisher &publisher, int signal) {
            publisher.change([signal](StatusModel &model, StatusTime now) {
                if (signal == SIGUSR1)
                    model.thawed(1, FreezeOutcome::Thawed, FreezeEnder::Owner, now);
                else
                    model.setPaused(!model.snapshot(now).paused, {}, now);
            });
        });
        const ToolOutcome paused = run("pause");
        QVERIFY2(paused.code == 0 && paused.errors.contains("'obsreve'"), paused.errors);
        QCOMPARE(run("resume").code, 0);
        QCOMPARE(run("thaw").code, 0);
        QCOMPARE(runTool({QStringLiteral("pause"), QStringLiteral("-c"), path("none")}).code, 1);
    }

    void aThawThatFailsIsToldAtOnce()
    {
        StandIn agent(path("status"), [](StatusPublisher &publisher, int) {
            publisher.addActivity({.command = QStringLiteral("guest-fsfreeze-thaw"),
                                   .channel = ownersChannel(),
                                   .outcome = ActivityOutcome::Failed});
        });
        agent.publisher().change([](StatusModel &model, StatusTime now) { model.frozen(1, now); });
        QElapsedTimer timer;
        timer.start();
        const ToolOutcome outcome = run("thaw");
        QVERIFY2(outcome.code == 1 && outcome.errors.contains("could not thaw"), outcome.errors);
        QVERIFY(timer.elapsed() < 20000);
    }

    void linesThatComeDoNotPutOffTheEnd()
    {
        StandIn agent(path("status"), [](StatusPublisher &, int) {});
        StatusReader reader;
        QVERIFY(reader.open(path("status")));
        const QDeadlineTimer deadline(1s);
        QElapsedTimer timer;
        timer.start();
        for (;;) {
            agent.publisher().addActivity({});
            QCoreApplication::processEvents();
            if (!reader.next(deadline))
                break;
            QVERIFY(timer.elapsed() < 30000);
        }
        QVERIFY(timer.elapsed() >= 900);
    }
};

QTEST_GUILESS_MAIN(OwnerCommandTest)
#include "owner_command_test.moc"
