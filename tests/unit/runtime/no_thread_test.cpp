// SPDX-License-Identifier: Apache-2.0
// Where the system gives no further thread, as where a service has reached its TasksMax: the host
// is told, and everything else goes on.
#include "dispatcher_bench.h"

#include "policy/audit_writer.h"

#include <QTest>

#include <pthread.h>

using namespace ga;

namespace {

// As long as it lives, a thread's stack is to be larger than any address space.
class NoThreads
{
public:
    NoThreads()
    {
        pthread_getattr_default_np(&m_former);
        pthread_attr_t impossible;
        pthread_getattr_default_np(&impossible);
        pthread_attr_setstacksize(&impossible, size_t(1) << 60);
        pthread_setattr_default_np(&impossible);
        pthread_attr_destroy(&impossible);
    }

    ~NoThreads()
    {
        pthread_setattr_default_np(&m_former);
        pthread_attr_destroy(&m_former);
    }

    NoThreads(const NoThreads &) = delete;
    NoThreads &operator=(const NoThreads &) = delete;

private:
    pthread_attr_t m_former;
};

class CountingSink : public AuditSink
{
public:
    explicit CountingSink(QSemaphore &written)
        : m_written(written)
    {}
    bool write(const AuditRecord &) override
    {
        m_written.release();
        return true;
    }

private:
    QSemaphore &m_written;
};

const QByteArray noThread =
    "can't be begun: no thread can be had: Resource temporarily unavailable";

} // namespace

class NoThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSyncIsAnsweredAndCommandsAreRefused();
    void workBeforeTheSyncIsStillDone();
    void whatIsTakenBackIsStillTakenBack();
    void aFreezeIsThawedAtTheEnd();
    void theAuditIsWrittenLater();
};

void NoThreadTest::theSyncIsAnsweredAndCommandsAreRefused()
{
    Bench bench;
    bench.send(execute("guest-fstrim"));
    QVERIFY(bench.entered.tryAcquire(1, 30000));
    {
        const NoThreads none;
        bench.send(sync(7) + execute("guest-ping") + execute("guest-get-load"));
        QTRY_COMPARE(bench.replies.size(), 3);
    }
    QCOMPARE(bench.replies[0], "{\"return\": 7}\n");
    QVERIFY(bench.replies[1].contains("return"));
    QVERIFY2(bench.replies[2].contains("guest-get-load " + noThread), bench.replies[2]);
    bench.send(execute("guest-get-load"));
    QTRY_COMPARE(bench.replies.size(), 4);
    QVERIFY2(bench.replies[3].contains("load1m"), bench.replies[3]);
}

void NoThreadTest::workBeforeTheSyncIsStillDone()
{
    Bench bench;
    bench.send(execute("guest-fstrim"));
    const NoThreads none;
    bench.send(execute("guest-shutdown") + sync(7));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 7}\n"});
    bench.letGo.release();
    QTRY_COMPARE(bench.shutdowns.available(), 1);
}

void NoThreadTest::whatIsTakenBackIsStillTakenBack()
{
    Bench bench;
    bench.freezerHangs = true;
    bench.send(execute("guest-fsfreeze-freeze") + sync(1));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 1}\n"});
    const NoThreads none;
    bench.letGo.release();
    QTRY_COMPARE(bench.freeze.status(), FreezeStatus::Thawed);
    QTRY_COMPARE(bench.thaws.available(), 1);
}

void NoThreadTest::aFreezeIsThawedAtTheEnd()
{
    Bench bench;
    QVERIFY(bench.freeze.freeze(std::nullopt));
    const NoThreads none;
    QVERIFY(bench.freeze.end(std::chrono::seconds(1)));
    QCOMPARE(bench.freeze.status(), FreezeStatus::Thawed);
}

void NoThreadTest::theAuditIsWrittenLater()
{
    QSemaphore written;
    std::vector<std::unique_ptr<AuditSink>> sinks;
    sinks.push_back(std::make_unique<CountingSink>(written));
    std::unique_ptr<AuditWriter> writer;
    {
        const NoThreads none;
        writer = std::make_unique<AuditWriter>(std::move(sinks));
        writer->add({});
    }
    QCOMPARE(written.available(), 0);
    writer->add({});
    QVERIFY(written.tryAcquire(2, 30000));
}

QTEST_GUILESS_MAIN(NoThreadTest)
#include "no_thread_test.moc"
