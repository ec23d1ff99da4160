// SPDX-License-Identifier: Apache-2.0
// The table of open files: handles, and one command at a time on each file.
#include "runtime/file_table.h"

#include "tests/fakes/memory_handle_counter.h"

#include <QTest>

#include <optional>
#include <thread>
#include <vector>

using namespace ga;

namespace {

// Counts the files that are open, and fails to close where a test asks it to.
class CountedFile : public GuestFile
{
public:
    explicit CountedFile(int &open, int closeError = 0)
        : m_open(open)
        , m_closeError(closeError)
    {
        ++m_open;
    }
    ~CountedFile() override { --m_open; }

    Result<Chunk> read(qint64) override { return Chunk{"x", false}; }
    Result<qint64> write(QByteArrayView bytes) override { return bytes.size(); }
    Result<qint64> seek(qint64 offset, Whence) override { return offset; }
    Result<Nothing> flush() override { return Nothing{}; }
    Result<Nothing> close() override
    {
        if (m_closeError)
            return failSystem(QStringLiteral("failed to close handle"), m_closeError);
        return Nothing{};
    }

private:
    int &m_open;
    const int m_closeError;
};

template <typename T>
QString errorOf(const Result<T> &result)
{
    return result ? QString() : result.error().description;
}

} // namespace

class FileTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlesAreTheCountersNumbers();
    void fileIsClosedWhenItsNumberCantBeRecorded();
    void unknownHandleIsNamed();
    void closedHandleIsUnknown();
    void handleIsGoneAlsoWhenClosingFails();
    void busyFileIsRefusedAndOthersAreNot();
    void fileIsFreeAgainAfterItsLease();
    void leaseOutlivesTheTable();
    void threadsGetDifferentHandles();

private:
    std::unique_ptr<CountedFile> file(int closeError = 0)
    {
        return std::make_unique<CountedFile>(m_open, closeError);
    }

    int m_open = 0;
    MemoryHandleCounter m_counter;
};

void FileTableTest::handlesAreTheCountersNumbers()
{
    MemoryHandleCounter counter;
    FileTable table(counter);
    QCOMPARE(*table.add(file()), 1000);
    QCOMPARE(*table.add(file()), 1001);
    QVERIFY(table.close(1001));
    QCOMPARE(*table.add(file()), 1002);
    QCOMPARE(table.size(), 2);
}

void FileTableTest::fileIsClosedWhenItsNumberCantBeRecorded()
{
    FileTable table(m_counter);
    m_counter.failing = true;
    const auto handle = table.add(file());
    m_counter.failing = false;
    QCOMPARE(errorOf(handle), QStringLiteral("failed to commit persistent state to disk"));
    QCOMPARE(m_open, 0);
    QCOMPARE(table.size(), 0);
}

void FileTableTest::unknownHandleIsNamed()
{
    FileTable table(m_counter);
    QCOMPARE(errorOf(table.lease(7)), QStringLiteral("handle '7' has not been found"));
    QCOMPARE(errorOf(table.close(-7)), QStringLiteral("handle '-7' has not been found"));
}

void FileTableTest::closedHandleIsUnknown()
{
    FileTable table(m_counter);
    const qint64 handle = *table.add(file());
    QCOMPARE(m_open, 1);
    QVERIFY(table.close(handle));
    QCOMPARE(m_open, 0);
    QVERIFY(errorOf(table.lease(handle)).contains(QStringLiteral("has not been found")));
    QVERIFY(errorOf(table.close(handle)).contains(QStringLiteral("has not been found")));
}

void FileTableTest::handleIsGoneAlsoWhenClosingFails()
{
    FileTable table(m_counter);
    const qint64 handle = *table.add(file(ENOSPC));
    QCOMPARE(errorOf(table.close(handle)),
             QStringLiteral("failed to close handle: No space left on device"));
    QCOMPARE(table.size(), 0);
    QCOMPARE(m_open, 0);
}

void FileTableTest::busyFileIsRefusedAndOthersAreNot()
{
    FileTable table(m_counter);
    const qint64 busy = *table.add(file());
    const qint64 other = *table.add(file());
    const auto lease = table.lease(busy);
    QVERIFY(lease);
    const QString text = QStringLiteral("handle '%1' is busy with an earlier command").arg(busy);
    QCOMPARE(errorOf(table.lease(busy)), text);
    QCOMPARE(errorOf(table.close(busy)), text);
    QVERIFY(table.lease(other));
    QVERIFY(table.close(other));
}

void FileTableTest::fileIsFreeAgainAfterItsLease()
{
    FileTable table(m_counter);
    const qint64 handle = *table.add(file());
    {
        auto lease = *table.lease(handle);
        const auto moved = std::move(lease);
    }
    QVERIFY(table.lease(handle));
    QVERIFY(table.close(handle));
}

void FileTableTest::leaseOutlivesTheTable()
{
    std::optional<FileTable> table(m_counter);
    const qint64 handle = *table->add(file());
    {
        const auto lease = table->lease(handle);
        table.reset();
        QCOMPARE(m_open, 1);
        QCOMPARE((*lease)->read(1)->bytes, QByteArray("x"));
    }
    QCOMPARE(m_open, 0);
}

void FileTableTest::threadsGetDifferentHandles()
{
    constexpr int each = 200;
    FileTable table(m_counter);
    std::array<int, 4> open{};
    std::vector<std::thread> threads;
    for (int &counter : open) {
        threads.emplace_back([&table, &counter] {
            for (int i = 0; i < each; ++i) {
                const qint64 handle = *table.add(std::make_unique<CountedFile>(counter));
                if (i % 2 && table.lease(handle))
                    table.close(handle).map_error([](const Error &) { qFatal("close"); });
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(table.size(), 4 * each / 2);
    for (const int counter : open)
        QCOMPARE(counter, each / 2);
}

QTEST_GUILESS_MAIN(FileTableTest)
#include "file_table_test.moc"
