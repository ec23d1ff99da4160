// SPDX-License-Identifier: Apache-2.0
// Freeze and thaw from other threads than the backup's, and the ends that nobody asked for; also
// through the FreezeSession, for what the host is told.
#include "runtime/freeze_session.h"
#include "tests/fakes/lacking_platform.h"
#include "tests/unit/windows/freeze/fake_vss.h"

#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

class VssFreezerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void countsTheVolumes();
    void freezesWhatIsNamed();
    void nothingNamedFreezesNothing();
    void failedFreezeCanBeTriedAgain();
    void releaseIsNoticedWithoutAThaw();
    void expiryIsNoticedWithoutAThaw();
    void hostIsToldOfTheReleaseByItsNextThaw();
    void hostIsToldByAThawThatComesTooLate();
    void thawOfNothingIsNothing();
    void plansWithReasons();
    void endOfTheAgentLetsWritersGoOn();

private:
    void makeFreezer(std::chrono::milliseconds timeout);

    std::shared_ptr<FakeVss> m_vss; // Threads of freezes may still use it.
    std::unique_ptr<VssFreezer> m_freezer;
};

void VssFreezerTest::init()
{
    m_vss = std::make_shared<FakeVss>();
    makeFreezer({});
}

void VssFreezerTest::cleanup()
{
    const bool hasBegun = !m_vss->noted().isEmpty();
    if (m_freezer)
        m_freezer->thaw();
    m_freezer.reset();
    if (hasBegun)
        QTRY_VERIFY_WITH_TIMEOUT(m_vss->noted().contains("gone"), 60000);
}

void VssFreezerTest::makeFreezer(std::chrono::milliseconds timeout)
{
    PlatformOptions options;
    options.freezeTimeout = timeout;
    options.freezeExclusions.mountpoints = {QStringLiteral("e:")};
    VssParts parts{.components = [vss = m_vss] { return std::make_unique<FakeComponents>(*vss); },
                   .freezeSignals = [vss = m_vss] { return std::make_unique<FakeSignals>(*vss); },
                   .volumes = []() -> Result<QList<Volume>> {
                       return QList<Volume>{fixedVolume("c", "C:\\"), fixedVolume("d", "D:\\"),
                                            fixedVolume("e", "E:\\")};
                   },
                   .times = {60s, 1ms}};
    m_freezer = std::make_unique<VssFreezer>(std::move(parts), options);
}

void VssFreezerTest::countsTheVolumes()
{
    QCOMPARE(m_freezer->freeze(std::nullopt).value_or(-1), 2);
    QVERIFY(!m_freezer->endedEarly());
    QVERIFY(!m_vss->isThawed);
    QCOMPARE(m_freezer->thaw().value_or(-1), 2);
    QVERIFY(m_vss->isThawed);
    QVERIFY(!m_freezer->lapse());
}

void VssFreezerTest::freezesWhatIsNamed()
{
    QCOMPARE(m_freezer->freeze(QList<QString>{QStringLiteral("d:/"), QStringLiteral("X:\\")})
                 .value_or(-1),
             1);
    QVERIFY(m_vss->noted().contains("add d") && !m_vss->noted().contains("add c"));
}

void VssFreezerTest::nothingNamedFreezesNothing()
{
    QCOMPARE(m_freezer->freeze(QList<QString>()).value_or(-1), 0);
    QVERIFY(m_vss->noted().isEmpty());
}

void VssFreezerTest::failedFreezeCanBeTriedAgain()
{
    m_vss->results["prepare"] = VssResult(0x80042316);
    QVERIFY(!m_freezer->freeze(std::nullopt));
    QCOMPARE(m_freezer->thaw().value_or(-1), 0);
    {
        const std::lock_guard lock(m_vss->mutex);
        m_vss->results.clear();
    }
    QCOMPARE(m_freezer->freeze(std::nullopt).value_or(-1), 2);
}

void VssFreezerTest::releaseIsNoticedWithoutAThaw()
{
    std::atomic<bool> isNoticed = false;
    m_freezer->notifyEnd([&] { isNoticed = true; });
    QVERIFY(m_freezer->freeze(std::nullopt));
    m_vss->isReleased = true;
    QTRY_VERIFY_WITH_TIMEOUT(isNoticed, 60000);
    m_freezer->notifyEnd({});
    QCOMPARE(m_freezer->endedEarly(), FreezeEnd::Released);
    QCOMPARE(m_freezer->thaw().value_or(-1), 0);
    const auto lapse = m_freezer->lapse();
    QVERIFY(lapse && lapse->description.startsWith(QStringLiteral("couldn't hold writes")));
    QVERIFY(!m_freezer->lapse());
    QVERIFY(!m_freezer->endedEarly());
}

void VssFreezerTest::expiryIsNoticedWithoutAThaw()
{
    makeFreezer(1ms);
    std::atomic<bool> isNoticed = false;
    m_freezer->notifyEnd([&] { isNoticed = true; });
    QVERIFY(m_freezer->freeze(std::nullopt));
    QTRY_VERIFY_WITH_TIMEOUT(isNoticed, 60000);
    m_freezer->notifyEnd({});
    QCOMPARE(m_freezer->endedEarly(), FreezeEnd::Expired);
    QVERIFY(m_vss->isThawed);
    QCOMPARE(m_freezer->thaw().value_or(-1), 0);
    QVERIFY(!m_freezer->lapse());
}

void VssFreezerTest::hostIsToldOfTheReleaseByItsNextThaw()
{
    Platform platform = lackingPlatform();
    platform.freezer = std::move(m_freezer);
    FreezeSession session(platform);
    QCOMPARE(session.freeze(std::nullopt).value_or(-1), 2);
    QTest::ignoreMessage(QtWarningMsg,
                         "the system let writers go on, before the host asked for the thaw");
    m_vss->isReleased = true;
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), FreezeStatus::Thawed, 60000);
    const auto told = session.thaw();
    QVERIFY(!told);
    QVERIFY(told.error().description.startsWith(QStringLiteral(
        "couldn't hold writes: fsfreeze is limited up to 10 seconds: Windows error 0x80042314")));
    QCOMPARE(session.thaw().value_or(-1), 0);
}

void VssFreezerTest::hostIsToldByAThawThatComesTooLate()
{
    Platform platform = lackingPlatform();
    platform.freezer = std::move(m_freezer);
    FreezeSession session(platform);
    QCOMPARE(session.freeze(std::nullopt).value_or(-1), 2);
    {
        const std::lock_guard lock(m_vss->mutex);
        m_vss->results["snapshot"] = vss_result::holdWritesTimeout;
    }
    const auto told = session.thaw();
    QVERIFY(!told);
    QVERIFY(told.error().description.startsWith(QStringLiteral("couldn't hold writes")));
    QCOMPARE(session.status(), FreezeStatus::Thawed);
    QCOMPARE(session.thaw().value_or(-1), 0);
}

void VssFreezerTest::thawOfNothingIsNothing()
{
    QCOMPARE(m_freezer->thaw().value_or(-1), 0);
    QVERIFY(!m_freezer->lapse());
}

void VssFreezerTest::plansWithReasons()
{
    const auto plan = m_freezer->plan(std::nullopt);
    QVERIFY(plan);
    QCOMPARE(plan->frozen.size(), 2);
    QCOMPARE(plan->leftOut.size(), 1);
    QCOMPARE(plan->leftOut.first().mountpoint, QStringLiteral("E:\\"));
    QCOMPARE(plan->leftOut.first().reason, QStringLiteral("excluded by the configuration"));
}

void VssFreezerTest::endOfTheAgentLetsWritersGoOn()
{
    QVERIFY(m_freezer->freeze(std::nullopt));
    m_freezer.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_vss->isThawed, 60000);
}

QTEST_GUILESS_MAIN(VssFreezerTest)
#include "vss_freezer_test.moc"
