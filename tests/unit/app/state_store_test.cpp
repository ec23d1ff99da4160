// SPDX-License-Identifier: Apache-2.0
// Handles are never given twice, whatever became of the agent before, and cost hardly any writes.
#include "app/state_store.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

using namespace ga;

class StateStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsAtAThousandAndWritesNothingYet();
    void setsABlockAside();
    void neverRepeatsAHandleAfterACrash();
    void losesNoHandleAtACleanExit();
    void writesNothingBackWhereNothingWasGiven();
    void continuesWhereAnotherAgentStopped_data();
    void continuesWhereAnotherAgentStopped();
    void refusesAStateThatIsNone_data();
    void refusesAStateThatIsNone();
    void refusesAMissingDirectory();
    void saysWhenTheStateCannotBeWritten();
    void givesEachThreadHandlesOfItsOwn();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("qga.state")); }
    std::unique_ptr<StateStore> open() const;
    void put(const QByteArray &text) const;
    QByteArray text() const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void StateStoreTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

std::unique_ptr<StateStore> StateStoreTest::open() const
{
    auto store = StateStore::open(m_directory->path());
    return store ? std::move(*store) : nullptr;
}

void StateStoreTest::put(const QByteArray &text) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray StateStoreTest::text() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

void StateStoreTest::startsAtAThousandAndWritesNothingYet()
{
    const auto store = open();
    QVERIFY(store);
    QCOMPARE(text(), QByteArray("none"));
    QCOMPARE(*store->nextHandle(), 1000);
    QCOMPARE(*store->nextHandle(), 1001);
}

void StateStoreTest::setsABlockAside()
{
    const auto store = open();
    QCOMPARE(*store->nextHandle(), 1000);
    QCOMPARE(text(), QByteArray("[global]\nfd_counter=1256\n"));
    QVERIFY(QFile::remove(path())); // A write would bring it back.
    for (int i = 1; i < 256; ++i)
        QCOMPARE(*store->nextHandle(), 1000 + i);
    QCOMPARE(text(), QByteArray("none"));
    QCOMPARE(*store->nextHandle(), 1256);
    QCOMPARE(text(), QByteArray("[global]\nfd_counter=1512\n"));
}

void StateStoreTest::neverRepeatsAHandleAfterACrash()
{
    qint64 last = 0;
    {
        const auto store = open();
        for (int i = 0; i < 300; ++i)
            last = *store->nextHandle();
    }
    QVERIFY(*open()->nextHandle() > last);
}

void StateStoreTest::losesNoHandleAtACleanExit()
{
    {
        const auto store = open();
        QVERIFY(store->nextHandle() && store->nextHandle());
        QVERIFY(store->giveBack());
        QCOMPARE(text(), QByteArray("[global]\nfd_counter=1002\n"));
        QCOMPARE(*store->nextHandle(), 1002); // It may go on nevertheless.
        QVERIFY(store->giveBack());
    }
    QCOMPARE(*open()->nextHandle(), 1003);
}

void StateStoreTest::writesNothingBackWhereNothingWasGiven()
{
    QVERIFY(open()->giveBack());
    QCOMPARE(text(), QByteArray("none"));
}

void StateStoreTest::continuesWhereAnotherAgentStopped_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<qint64>("first");

    QTest::newRow("qemu-ga's file") << QByteArray("\n[global]\nfd_counter=1234\n") << qint64(1234);
    QTest::newRow("no counter") << QByteArray("[global]\nother=1\n") << qint64(1000);
    QTest::newRow("empty") << QByteArray() << qint64(1000);
    QTest::newRow("no number") << QByteArray("[global]\nfd_counter=x\n") << qint64(1000);
    QTest::newRow("a number and more")
        << QByteArray("[global]\nfd_counter=2000x\n") << qint64(1000);
    QTest::newRow("zero") << QByteArray("[global]\nfd_counter=0\n") << qint64(1000);
    QTest::newRow("negative") << QByteArray("[global]\nfd_counter=-5\n") << qint64(1000);
    QTest::newRow("beyond 64 bits")
        << QByteArray("[global]\nfd_counter=99999999999999999999\n") << qint64(1000);
    QTest::newRow("the last of 64 bits")
        << QByteArray("[global]\nfd_counter=9223372036854775807\n") << qint64(1000);
}

void StateStoreTest::continuesWhereAnotherAgentStopped()
{
    QFETCH(QByteArray, state);
    put(state);
    const auto store = open();
    QVERIFY(store);
    QTEST(*store->nextHandle(), "first");
}

void StateStoreTest::refusesAStateThatIsNone_data()
{
    QTest::addColumn<QByteArray>("state");

    QTest::newRow("no key file") << QByteArray("junk\n");
    QTest::newRow("no group") << QByteArray("fd_counter=1\n");
    QTest::newRow("no UTF-8") << QByteArray("[global]\nfd_counter=\xff\n");
    QTest::newRow("enormous") << QByteArray(100'000, '\n');
}

void StateStoreTest::refusesAStateThatIsNone()
{
    QFETCH(QByteArray, state);
    put(state);
    const auto store = StateStore::open(m_directory->path());
    QVERIFY(!store);
    const QString start =
        QStringLiteral("error loading persistent state from path: %1, ").arg(path());
    QVERIFY2(store.error().description.startsWith(start), qPrintable(store.error().description));
    QCOMPARE(text(), state); // Left for its owner to look at.
}

void StateStoreTest::refusesAMissingDirectory()
{
    const auto store = StateStore::open(QStringLiteral("/nonexistent"));
    QVERIFY(!store);
    QCOMPARE(store.error().description,
             QStringLiteral("unable to create state file at path /nonexistent/qga.state: "
                            "'/nonexistent' is no directory"));
}

void StateStoreTest::saysWhenTheStateCannotBeWritten()
{
    const auto store = open();
    QVERIFY(QDir(m_directory->path()).removeRecursively());
    const auto handle = store->nextHandle();
    QVERIFY(!handle);
    QCOMPARE(handle.error().description,
             QStringLiteral("failed to commit persistent state to disk"));
    QVERIFY(QDir().mkpath(m_directory->path()));
    QCOMPARE(*store->nextHandle(), 1000); // The failure cost no handle.
}

void StateStoreTest::givesEachThreadHandlesOfItsOwn()
{
    constexpr int threads = 4;
    constexpr int each = 600;
    const auto store = open();
    std::vector<std::vector<qint64>> given(threads);
    std::vector<std::unique_ptr<QThread>> running;
    for (std::vector<qint64> &mine : given) {
        running.emplace_back(QThread::create([&] {
            for (int i = 0; i < each; ++i)
                mine.push_back(store->nextHandle().value_or(0));
        }));
        running.back()->start();
    }
    for (const auto &thread : running)
        thread->wait();
    QSet<qint64> all;
    for (const std::vector<qint64> &mine : given)
        all.unite(QSet<qint64>(mine.begin(), mine.end()));
    QCOMPARE(all.size(), threads * each);
    QVERIFY(!all.contains(0));
}

QTEST_GUILESS_MAIN(StateStoreTest)
#include "state_store_test.moc"
