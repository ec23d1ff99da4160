// SPDX-License-Identifier: Apache-2.0
// What goes with a freeze: status, marker, hook, and what each failure leaves behind.
#include "runtime/freeze_session.h"
#include "tests/fakes/lacking_platform.h"

#include <QTest>

#include <thread>
#include <utility>

using namespace ga;

namespace {

struct Record
{
    QList<QByteArray> events;
    FreezeSession *session = nullptr;
    Result<qint64> freezeAnswer = 2;
    Result<qint64> thawAnswer = 2;
    QByteArray failingHook; // "freeze" or "thaw"
    std::function<void()> inHook;
    std::optional<FreezeEnd> end;
    std::optional<Error> lapse;
    std::function<void()> notify;

    // As a freezer does, in a thread of its own.
    void endEarly(FreezeEnd why)
    {
        end = why;
        std::thread(notify).join();
    }

    // Each event is noted with the status at that moment.
    void note(const QByteArray &event)
    {
        events.append(event + (session->status() == FreezeStatus::Frozen ? " frozen" : " thawed"));
    }
};

class RecordingFreezer : public Freezer
{
public:
    explicit RecordingFreezer(Record &record)
        : m_record(record)
    {}
    Result<qint64> freeze(const std::optional<QList<QString>> &) override
    {
        m_record.note("freeze");
        return m_record.freezeAnswer;
    }
    Result<qint64> thaw() override
    {
        m_record.note("thaw");
        if (m_record.thawAnswer)
            m_record.end.reset();
        return m_record.thawAnswer;
    }
    Result<FreezePlan> plan(const std::optional<QList<QString>> &) override { return FreezePlan(); }
    std::optional<FreezeEnd> endedEarly() override { return m_record.end; }
    std::optional<Error> lapse() override { return std::exchange(m_record.lapse, std::nullopt); }
    void notifyEnd(std::function<void()> notify) override { m_record.notify = std::move(notify); }

private:
    Record &m_record;
};

class RecordingHook : public FreezeHook
{
public:
    explicit RecordingHook(Record &record)
        : m_record(record)
    {}
    Result<Nothing> run(FreezeHookEvent event) override
    {
        const QByteArray name = event == FreezeHookEvent::Freeze ? "freeze"
                                : event == FreezeHookEvent::Thaw ? "thaw"
                                                                 : "nothing";
        m_record.note("hook " + name);
        if (m_record.inHook)
            m_record.inHook();
        if (m_record.failingHook == name)
            return fail(QStringLiteral("hook failed"));
        return Nothing{};
    }
    Result<QList<QString>> programs() override { return QList<QString>(); }

private:
    Record &m_record;
};

class RecordingMarker : public FrozenMarker
{
public:
    explicit RecordingMarker(Record &record)
        : m_record(record)
    {}
    bool isSet() const override { return m_set; }
    Result<Nothing> set() override
    {
        m_record.note("mark");
        m_set = !m_unwritable;
        return m_unwritable ? Result<Nothing>(fail(QStringLiteral("no space"))) : Nothing{};
    }
    void hold() override { m_record.note("hold"); }
    Result<Nothing> clear() override
    {
        m_record.note("unmark");
        m_set = false;
        return Nothing{};
    }

    bool m_set = false;
    bool m_unwritable = false;

private:
    Record &m_record;
};

} // namespace

class FreezeSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void freezeAndThawGoInTheirOrder();
    void failingHookPreventsTheFreeze();
    void failedFreezeIsUndone();
    void nothingToFreezeLeavesItThawed();
    void secondFreezeIsRefused();
    void thawWhenThawedRunsTheHook();
    void failingHookDoesNotPreventTheThaw();
    void failedThawStaysFrozen();
    void markedSessionStartsFrozen();
    void missingMarkerDoesNotPreventTheFreeze();
    void worksWithoutHookAndMarker();
    void expiredFreezeIsThawedWithHookAndMarker();
    void expiredFreezeThatCanNotBeThawedServesAgain();
    void freezeWhoseTimeIsUpDuringAFailingThawIsOver();
    void lostGuardIsToldByTheNextThawOnly();
    void lapseIsToldByTheThawThatFindsIt();
    void releaseBySystemIsToldByTheNextThaw();
    void lapseOfAnEarlierFreezeIsForgotten();
    void lateNewsOfAnEndChangesNothing();
    void recoveryThawsAndRunsTheHook();
    void recoveryWithoutMarkerDoesNothing();
    void recoveryWithoutFreezerClearsTheMarker();
    void endThawsAndLetsNoFreezeBegin();
    void endDoesNotWaitForAHookForEver();
    void agentThatEndsDuringTheHookFreezesNothing();

private:
    void startSession()
    {
        m_session.reset();
        m_session = std::make_unique<FreezeSession>(*m_platform, m_marker.get());
        m_record.session = m_session.get();
    }

    Record m_record;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<RecordingMarker> m_marker;
    std::unique_ptr<FreezeSession> m_session;
};

void FreezeSessionTest::init()
{
    m_session.reset();
    m_record = {};
    m_platform = std::make_unique<Platform>(lackingPlatform());
    m_platform->freezer = std::make_unique<RecordingFreezer>(m_record);
    m_platform->freezeHook = std::make_unique<RecordingHook>(m_record);
    m_marker = std::make_unique<RecordingMarker>(m_record);
    startSession();
}

void FreezeSessionTest::freezeAndThawGoInTheirOrder()
{
    QCOMPARE(m_session->freeze(std::nullopt).value_or(-1), 2);
    QCOMPARE(m_record.events, (QList<QByteArray>{"mark thawed", "hook freeze thawed", "hold frozen",
                                                 "freeze frozen"}));
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
    QVERIFY(m_marker->m_set);
    m_record.events.clear();
    QCOMPARE(m_session->thaw().value_or(-1), 2);
    QCOMPARE(m_record.events,
             (QList<QByteArray>{"thaw frozen", "unmark frozen", "hook thaw thawed"}));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::failingHookPreventsTheFreeze()
{
    m_record.failingHook = "freeze";
    const auto count = m_session->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description, QStringLiteral("hook failed"));
    QCOMPARE(m_record.events,
             (QList<QByteArray>{"mark thawed", "hook freeze thawed", "unmark thawed"}));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::failedFreezeIsUndone()
{
    m_record.freezeAnswer = fail(QStringLiteral("failed to freeze /x"));
    const auto count = m_session->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description, QStringLiteral("failed to freeze /x"));
    QCOMPARE(m_record.events.last(2), (QList<QByteArray>{"unmark frozen", "hook thaw thawed"}));
    QVERIFY(!m_marker->m_set);
}

void FreezeSessionTest::nothingToFreezeLeavesItThawed()
{
    m_record.freezeAnswer = 0;
    QCOMPARE(m_session->freeze(std::nullopt).value_or(-1), 0);
    QCOMPARE(m_record.events,
             (QList<QByteArray>{"mark thawed", "hook freeze thawed", "hold frozen", "freeze frozen",
                                "unmark frozen", "hook nothing thawed"}));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::secondFreezeIsRefused()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.events.clear();
    QVERIFY(!m_session->freeze(std::nullopt));
    QVERIFY(m_record.events.isEmpty());
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
}

void FreezeSessionTest::thawWhenThawedRunsTheHook()
{
    m_record.thawAnswer = 0;
    QCOMPARE(m_session->thaw().value_or(-1), 0);
    QCOMPARE(m_record.events.last(), QByteArray("hook thaw thawed"));
}

void FreezeSessionTest::failingHookDoesNotPreventTheThaw()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.failingHook = "thaw";
    QVERIFY(!m_session->thaw());
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QVERIFY(!m_marker->m_set);
}

void FreezeSessionTest::failedThawStaysFrozen()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.thawAnswer = fail(QStringLiteral("failed to thaw /x"));
    QVERIFY(!m_session->thaw());
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
    QVERIFY(m_marker->m_set);
    m_record.thawAnswer = 1;
    QCOMPARE(m_session->thaw().value_or(-1), 1);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::markedSessionStartsFrozen()
{
    m_marker->m_set = true;
    startSession();
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
    QCOMPARE(m_session->thaw().value_or(-1), 2);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QVERIFY(!m_marker->m_set);
}

void FreezeSessionTest::missingMarkerDoesNotPreventTheFreeze()
{
    m_marker->m_unwritable = true;
    QTest::ignoreMessage(QtWarningMsg, "no space");
    QCOMPARE(m_session->freeze(std::nullopt).value_or(-1), 2);
    QCOMPARE(m_session->thaw().value_or(-1), 2);
}

void FreezeSessionTest::worksWithoutHookAndMarker()
{
    m_platform->freezeHook = lackingInTest<FreezeHook>();
    m_marker.reset();
    startSession();
    QCOMPARE(m_session->freeze(std::nullopt).value_or(-1), 2);
    QCOMPARE(m_session->thaw().value_or(-1), 2);
    QCOMPARE(m_record.events, (QList<QByteArray>{"freeze frozen", "thaw frozen"}));
}

void FreezeSessionTest::expiredFreezeIsThawedWithHookAndMarker()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.events.clear();
    QTest::ignoreMessage(QtWarningMsg,
                         "the time of the freeze was up, before the host asked for the thaw");
    m_record.endEarly(FreezeEnd::Expired);
    QCOMPARE(m_record.events,
             (QList<QByteArray>{"thaw frozen", "unmark frozen", "hook thaw thawed"}));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    m_record.thawAnswer = 0;
    QCOMPARE(m_session->thaw().value_or(-1), 0);
}

void FreezeSessionTest::expiredFreezeThatCanNotBeThawedServesAgain()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.events.clear();
    m_record.thawAnswer = fail(QStringLiteral("failed to thaw /x: it has not answered for 30 s"));
    QTest::ignoreMessage(QtWarningMsg,
                         "the time of the freeze was up, before the host asked for the thaw");
    QTest::ignoreMessage(QtWarningMsg, "failed to thaw /x: it has not answered for 30 s");
    m_record.endEarly(FreezeEnd::Expired);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QVERIFY(!m_marker->m_set);
    QVERIFY(m_record.events.contains("hook thaw thawed"));
}

void FreezeSessionTest::freezeWhoseTimeIsUpDuringAFailingThawIsOver()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.thawAnswer = fail(QStringLiteral("failed to thaw /x: it has not answered for 30 s"));
    QVERIFY(!m_session->thaw());
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
    m_record.end = FreezeEnd::Expired;
    QVERIFY(!m_session->thaw());
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QVERIFY(!m_marker->m_set);
}

void FreezeSessionTest::lostGuardIsToldByTheNextThawOnly()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.endEarly(FreezeEnd::Unguarded);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    const auto told = m_session->thaw();
    QVERIFY(!told);
    QVERIFY(told.error().description.contains(u"did not stay frozen"));
    QVERIFY(m_session->thaw());
}

void FreezeSessionTest::lapseIsToldByTheThawThatFindsIt()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.lapse = Error::generic(QStringLiteral("couldn't hold writes"));
    const auto told = m_session->thaw();
    QVERIFY(!told);
    QCOMPARE(told.error().description, QStringLiteral("couldn't hold writes"));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QVERIFY(!m_marker->m_set);
    QVERIFY(m_session->thaw());
}

void FreezeSessionTest::releaseBySystemIsToldByTheNextThaw()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.lapse = Error::generic(QStringLiteral("couldn't hold writes"));
    QTest::ignoreMessage(QtWarningMsg,
                         "the system let writers go on, before the host asked for the thaw");
    m_record.endEarly(FreezeEnd::Released);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    const auto told = m_session->thaw();
    QVERIFY(!told);
    QCOMPARE(told.error().description, QStringLiteral("couldn't hold writes"));
    QVERIFY(m_session->thaw());
}

void FreezeSessionTest::lapseOfAnEarlierFreezeIsForgotten()
{
    QVERIFY(m_session->freeze(std::nullopt));
    m_record.lapse = Error::generic(QStringLiteral("couldn't hold writes"));
    m_record.endEarly(FreezeEnd::Released);
    QVERIFY(m_session->freeze(std::nullopt));
    QVERIFY(m_session->thaw());
}

void FreezeSessionTest::lateNewsOfAnEndChangesNothing()
{
    QVERIFY(m_session->freeze(std::nullopt));
    QVERIFY(m_session->thaw());
    m_record.events.clear();
    m_record.endEarly(FreezeEnd::Expired);
    m_record.end.reset();
    QVERIFY(m_session->freeze(std::nullopt));
    std::thread(m_record.notify).join(); // Of a freeze before; this one has not ended.
    QCOMPARE(m_session->status(), FreezeStatus::Frozen);
    QVERIFY(!m_record.events.contains("thaw frozen"));
}

void FreezeSessionTest::recoveryThawsAndRunsTheHook()
{
    m_marker->m_set = true;
    startSession();
    m_session->recover();
    QCOMPARE(m_record.events,
             (QList<QByteArray>{"thaw frozen", "unmark frozen", "hook thaw thawed"}));
    QVERIFY(!m_marker->m_set);
}

void FreezeSessionTest::recoveryWithoutMarkerDoesNothing()
{
    m_session->recover();
    QVERIFY(m_record.events.isEmpty());
}

void FreezeSessionTest::recoveryWithoutFreezerClearsTheMarker()
{
    m_session.reset();
    m_platform->freezer = lackingInTest<Freezer>();
    m_marker->m_set = true;
    startSession();
    m_session->recover();
    QVERIFY(!m_marker->m_set);
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::endThawsAndLetsNoFreezeBegin()
{
    QVERIFY(m_session->freeze(std::nullopt));
    QVERIFY(m_session->end(std::chrono::seconds(30)));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
    QCOMPARE(m_record.events.last(), QByteArray("hook thaw thawed"));
    QVERIFY(!m_session->freeze(std::nullopt));
    QCOMPARE(m_session->status(), FreezeStatus::Thawed);
}

void FreezeSessionTest::endDoesNotWaitForAHookForEver()
{
    std::optional<bool> ended;
    m_record.inHook = [&] {
        std::thread([&] {
            ended = m_session->end(std::chrono::milliseconds(1)).has_value();
        }).join();
        m_record.inHook = nullptr;
    };
    QVERIFY(!m_session->freeze(std::nullopt));
    QCOMPARE(ended, std::optional(false));
}

void FreezeSessionTest::agentThatEndsDuringTheHookFreezesNothing()
{
    m_record.inHook = [&] {
        std::thread([&] { m_session->end(std::chrono::milliseconds(1)); }).join();
        m_record.inHook = nullptr;
    };
    QVERIFY(!m_session->freeze(std::nullopt));
    QCOMPARE(m_record.events, (QList<QByteArray>{"mark thawed", "hook freeze thawed",
                                                 "hook thaw thawed", "unmark thawed"}));
}

QTEST_GUILESS_MAIN(FreezeSessionTest)
#include "freeze_session_test.moc"
