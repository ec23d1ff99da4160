// SPDX-License-Identifier: Apache-2.0
// Devices that do not answer: the freezer and the trimmer say so in time, leave nothing frozen and
// go on with the others. The kernel is a fake, for no device here hangs when it is told to.
#include "platform/linux/freeze/linux_trimmer.h"
#include "tests/unit/linux/freeze/freezer_fixture.h"

#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

// Two seconds are patience enough with a fake, and not too little on a machine with much to do.

class HangingDevicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_guest = std::make_unique<FreezerFixture>();
        m_kernel = &m_guest->kernel;
    }
    void cleanup();

    void hangingFreezeThawsTheOthers();
    void hangingFreezeIsThawedWhenItEnds();
    void hangingFreezeIsGuardedUntilItEnds();
    void hangingDeviceIsNotAskedAgain();
    void hangingFlushFreezesNothing();
    void hangingThawDoesNotKeepTheOthers();
    void hangingBaseIsPassedBy();
    void hangingTrimDoesNotKeepTheOthers();

private:
    std::unique_ptr<LinuxFreezer> freezer()
    {
        return m_guest->freezer({}, {.open = 60s, .flush = 2s, .freeze = 2s, .thaw = 2s});
    }
    std::unique_ptr<LinuxTrimmer> trimmer(FreezePatience patience)
    {
        return std::make_unique<LinuxTrimmer>(
            m_guest->mounts, std::make_shared<NotingSuperblocks>(*m_kernel), patience);
    }
    void waitUntilNothingHangs();

    std::unique_ptr<FreezerFixture> m_guest;
    Kernel *m_kernel = nullptr;
};

void HangingDevicesTest::waitUntilNothingHangs()
{
    {
        const std::lock_guard lock(m_kernel->mutex);
        m_kernel->hanging.clear();
        m_kernel->changed.notify_all();
    }
    QTRY_COMPARE_WITH_TIMEOUT(
        [this] {
            const std::lock_guard lock(m_kernel->mutex);
            return m_kernel->inside;
        }(),
        0, 30000);
}

// Threads that hang use the fake kernel.
void HangingDevicesTest::cleanup()
{
    waitUntilNothingHangs();
}

void HangingDevicesTest::hangingFreezeThawsTheOthers()
{
    m_kernel->hanging = {"freeze b"};
    const auto count = freezer()->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("failed to freeze %1: it has not answered for 2 s")
                 .arg(QFile::decodeName(m_guest->path(QStringLiteral("b")))));
    QCOMPARE(m_kernel->freezesOf("a"), 0);
    QCOMPARE(m_kernel->freezesOf("c"), 0);
    QCOMPARE(m_kernel->callsOf("thaw").size(), 2);
}

void HangingDevicesTest::hangingFreezeIsThawedWhenItEnds()
{
    m_kernel->hanging = {"freeze b"};
    QVERIFY(!freezer()->freeze(std::nullopt));
    m_kernel->answer("freeze b");
    QTRY_VERIFY_WITH_TIMEOUT(m_kernel->callsOf("thaw").contains("b"), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(m_kernel->freezesOf("b"), 0, 30000);
}

void HangingDevicesTest::hangingFreezeIsGuardedUntilItEnds()
{
    m_kernel->hanging = {"freeze b"};
    QVERIFY(!freezer()->freeze(std::nullopt));
    QCOMPARE(m_guest->eventsOfGuards(), QList<QByteArray>{"holds 3"});
    QCOMPARE(m_kernel->callsOf("arm"),
             (QList<QByteArray>{"5", "0"})); // A later freeze is not its own.
    m_kernel->answer("freeze b");
    QTRY_COMPARE_WITH_TIMEOUT(m_guest->eventsOfGuards(), (QList<QByteArray>{"holds 3", "released"}),
                              30000);
}

void HangingDevicesTest::hangingDeviceIsNotAskedAgain()
{
    m_kernel->hanging = {"freeze b"};
    const auto tested = freezer();
    QVERIFY(!tested->freeze(std::nullopt));
    QVERIFY(!tested->freeze(std::nullopt));
    QCOMPARE(m_kernel->callsOf("freeze").count("b"), 1);
    QCOMPARE(tested->freeze(QList<QString>{QFile::decodeName(m_guest->path(QStringLiteral("a")))})
                 .value_or(-1),
             1);
    QCOMPARE(tested->thaw().value_or(-1), 1);
    waitUntilNothingHangs();
    qint64 count = -1; // Once it has frozen, it is not asked again.
    QTRY_VERIFY_WITH_TIMEOUT(count >= 0 || (count = tested->freeze(std::nullopt).value_or(-1)) >= 0,
                             30000);
    QCOMPARE(count, 3);
    QCOMPARE(tested->thaw().value_or(-1), 3);
}

void HangingDevicesTest::hangingFlushFreezesNothing()
{
    m_kernel->hanging = {"flush b"};
    const auto count = freezer()->freeze(std::nullopt);
    QVERIFY(!count);
    QVERIFY(count.error().description.startsWith(u"failed to flush "));
    QCOMPARE(m_kernel->callsOf("freeze"), QList<QByteArray>());
    m_kernel->answer("flush b");
    QTRY_COMPARE_WITH_TIMEOUT(m_guest->eventsOfGuards(), (QList<QByteArray>{"holds 3", "released"}),
                              30000);
}

void HangingDevicesTest::hangingThawDoesNotKeepTheOthers()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_kernel->hanging = {"thaw b"};
    const auto count = tested->thaw();
    QVERIFY(!count);
    QVERIFY(count.error().description.startsWith(u"failed to thaw "));
    QCOMPARE(m_kernel->freezesOf("a"), 0);
    QCOMPARE(m_kernel->freezesOf("c"), 0);
    QCOMPARE(m_guest->eventsOfGuards(), QList<QByteArray>{"holds 3"});
    waitUntilNothingHangs();
    QTRY_VERIFY_WITH_TIMEOUT(tested->thaw().has_value(), 30000);
    QCOMPARE(m_kernel->freezesOf("b"), 0);
}

void HangingDevicesTest::hangingBaseIsPassedBy()
{
    m_guest->addLoop(QStringLiteral("outer"), QStringLiteral("b"));
    m_kernel->hanging = {"freeze b"};
    const auto tested = freezer();
    QVERIFY(!tested->freeze(std::nullopt)); // Here b itself is to be frozen.
    const QString outer = QFile::decodeName(m_guest->path(QStringLiteral("outer")));
    QCOMPARE(tested->freeze(QList<QString>{outer}).value_or(-1), 0);
    QVERIFY(!m_kernel->callsOf("freeze").contains("outer"));
}

void HangingDevicesTest::hangingTrimDoesNotKeepTheOthers()
{
    m_kernel->hanging = {"trim b"};
    const auto tested = trimmer({.open = 60s, .trim = 2s});
    for (int i = 0; i < 2; ++i) { // The second time it is not asked again.
        const auto reply = tested->trim(0);
        QVERIFY(reply);
        QCOMPARE(reply->paths.size(), 3);
        QCOMPARE(reply->paths[0].trimmed, 65536);
        QCOMPARE(reply->paths[2].trimmed, 65536);
        QCOMPARE(reply->paths[1].error,
                 i == 0
                     ? QStringLiteral("failed to trim: it has not answered for 2 s")
                     : QStringLiteral("failed to trim: it has not answered an earlier call yet"));
    }
    QCOMPARE(m_kernel->callsOf("trim").count("b"), 1);
}

QTEST_GUILESS_MAIN(HangingDevicesTest)
#include "hanging_devices_test.moc"
