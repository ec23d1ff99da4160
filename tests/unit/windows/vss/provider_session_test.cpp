// SPDX-License-Identifier: Apache-2.0
// The provider's phases: what VSS is answered in each, and what the agent learns of it. The agent
// is a fake; the kernel objects between the two are tested on Windows (provider_dll_test.cpp).
#include "platform/windows/vss/provider_session.h"

#include <QTest>

#include <condition_variable>
#include <thread>

using namespace ga::vss;
using namespace std::chrono_literals;

namespace {

constexpr auto longEnough = 60s; // Never reached unless something hangs.

// What the provider does with its agent; outlives the session.
struct FakeAgent
{
    std::mutex mutex;
    std::condition_variable changed;
    std::wstring announced = L"{set}";
    bool isAlive = true;
    bool isOpen = false;
    bool isFrozen = false;
    bool isReleased = false;
    std::optional<HoldEnd> end;

    void finish(HoldEnd how)
    {
        const std::lock_guard lock(mutex);
        end = how;
        changed.notify_all();
    }
    bool waitUntilFrozen()
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, longEnough, [this] { return isFrozen; });
    }
};

class FakeLink : public AgentLink
{
public:
    explicit FakeLink(FakeAgent &agent)
        : m_agent(agent)
    {}
    bool isFreezing() override { return !m_agent.announced.empty() && m_agent.isAlive; }
    bool open(const std::wstring &snapshotSet) override
    {
        m_agent.isOpen = m_agent.isAlive && m_agent.announced == snapshotSet;
        return m_agent.isOpen;
    }
    void close() override { m_agent.isOpen = false; }
    bool isAgentAlive() override { return m_agent.isAlive; }
    void reportFrozen() override
    {
        const std::lock_guard lock(m_agent.mutex);
        m_agent.isFrozen = true;
        m_agent.changed.notify_all();
    }
    void reportReleased() override { m_agent.isReleased = true; }
    HoldEnd waitForThaw(std::chrono::milliseconds limit) override
    {
        std::unique_lock lock(m_agent.mutex);
        const bool ended =
            m_agent.changed.wait_for(lock, limit, [this] { return m_agent.end.has_value(); });
        return ended ? *m_agent.end : HoldEnd::TimeUp;
    }
    void interrupt() override { m_agent.finish(HoldEnd::Interrupted); }

private:
    FakeAgent &m_agent;
};

} // namespace

class ProviderSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holdsUntilTheAgentThaws();
    void supportsVolumesOnlyForAnAgentThatFreezes();
    void knowsNoSetThatNoAgentToldOf();
    void callsOutOfOrderAreRefused();
    void anotherSetIsNotFollowed();
    void agentThatDiesBeforeTheCommitIsNoticed_data();
    void agentThatDiesBeforeTheCommitIsNoticed();
    void agentThatDiesWhileHeldIsNoticed();
    void givesUpWhenTheTimeIsUp();
    void abortEndsEachPhase_data();
    void abortEndsEachPhase();
    void abortEndsTheHold();
    void unloadEndsTheHold();
    void nextSetFollowsOneThatWasLeft();

private:
    Answer advanceTo(int phase);
    Answer holdInThread(const std::function<void()> &meanwhile);

    const std::wstring m_set = L"{set}";
    std::unique_ptr<FakeAgent> m_agent;
    std::unique_ptr<ProviderSession> m_session;
};

void ProviderSessionTest::init()
{
    m_session.reset();
    m_agent = std::make_unique<FakeAgent>();
    m_session = std::make_unique<ProviderSession>(std::make_unique<FakeLink>(*m_agent), longEnough);
}

// 1: preparing, 2: prepared, 3: pre-committed.
Answer ProviderSessionTest::advanceTo(int phase)
{
    Answer answer = m_session->beginPrepare(m_set);
    if (phase >= 2 && answer == Answer::Ok)
        answer = m_session->endPrepare(m_set);
    if (phase >= 3 && answer == Answer::Ok)
        answer = m_session->preCommit(m_set);
    return answer;
}

Answer ProviderSessionTest::holdInThread(const std::function<void()> &meanwhile)
{
    Answer answer = Answer::BadState;
    std::thread vss([&] { answer = m_session->commit(m_set); });
    const bool frozen = m_agent->waitUntilFrozen();
    if (frozen)
        meanwhile();
    else
        m_agent->finish(HoldEnd::Thaw);
    vss.join();
    return frozen ? answer : Answer::NotFound;
}

void ProviderSessionTest::holdsUntilTheAgentThaws()
{
    QCOMPARE(m_session->beginPrepare(m_set), Answer::Ok);
    QCOMPARE(m_session->beginPrepare(m_set), Answer::Ok); // The second volume of the set.
    QCOMPARE(m_session->endPrepare(m_set), Answer::Ok);
    QCOMPARE(m_session->preCommit(m_set), Answer::Ok);
    QVERIFY(!m_agent->isFrozen);
    QCOMPARE(holdInThread([&] { m_agent->finish(HoldEnd::Thaw); }), Answer::Ok);
    QVERIFY(!m_agent->isReleased);
    QCOMPARE(m_session->postCommit(m_set), Answer::Ok);
    QVERIFY(!m_agent->isOpen);
    QCOMPARE(m_session->preFinalCommit(m_set), Answer::Ok);
    QCOMPARE(m_session->postFinalCommit(m_set), Answer::Ok);
}

void ProviderSessionTest::supportsVolumesOnlyForAnAgentThatFreezes()
{
    QVERIFY(m_session->isVolumeSupported());
    m_agent->isAlive = false;
    QVERIFY(!m_session->isVolumeSupported());
    m_agent->isAlive = true;
    m_agent->announced.clear();
    QVERIFY(!m_session->isVolumeSupported());
}

void ProviderSessionTest::knowsNoSetThatNoAgentToldOf()
{
    QCOMPARE(m_session->beginPrepare(L"{other}"), Answer::NotFound);
    QCOMPARE(m_session->endPrepare(L"{other}"), Answer::NotFound);
    QCOMPARE(m_session->commit(L"{other}"), Answer::NotFound);
    QVERIFY(!m_agent->isFrozen);
}

void ProviderSessionTest::callsOutOfOrderAreRefused()
{
    QCOMPARE(m_session->endPrepare(m_set), Answer::NotFound);
    QCOMPARE(m_session->beginPrepare(m_set), Answer::Ok);
    QCOMPARE(m_session->preCommit(m_set), Answer::BadState);
    QCOMPARE(m_session->commit(m_set), Answer::BadState);
    QCOMPARE(m_session->postCommit(m_set), Answer::BadState);
    QCOMPARE(m_session->endPrepare(m_set), Answer::Ok);
    QCOMPARE(m_session->beginPrepare(m_set), Answer::BadState);
    QCOMPARE(m_session->commit(m_set), Answer::BadState);
    QCOMPARE(m_session->preCommit(m_set), Answer::Ok);
    QVERIFY(!m_agent->isFrozen);
}

void ProviderSessionTest::anotherSetIsNotFollowed()
{
    QCOMPARE(advanceTo(3), Answer::Ok);
    QCOMPARE(m_session->commit(L"{other}"), Answer::NotFound);
    QCOMPARE(m_session->abort(L"{other}"), Answer::Ok);
    QVERIFY(m_agent->isOpen);
    const auto during = [&] {
        QCOMPARE(m_session->beginPrepare(L"{other}"), Answer::BadState);
        QCOMPARE(m_session->abort(L"{other}"), Answer::Ok);
        m_agent->finish(HoldEnd::Thaw);
    };
    QCOMPARE(holdInThread(during), Answer::Ok);
}

void ProviderSessionTest::agentThatDiesBeforeTheCommitIsNoticed_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("preparing") << 1;
    QTest::newRow("prepared") << 2;
    QTest::newRow("pre-committed") << 3;
}

void ProviderSessionTest::agentThatDiesBeforeTheCommitIsNoticed()
{
    QFETCH(int, phase);
    QCOMPARE(advanceTo(phase), Answer::Ok);
    m_agent->isAlive = false;
    const Answer answer = phase == 1   ? m_session->endPrepare(m_set)
                          : phase == 2 ? m_session->preCommit(m_set)
                                       : m_session->commit(m_set);
    QCOMPARE(answer, Answer::Veto);
    QVERIFY(!m_agent->isFrozen && !m_agent->isOpen);
}

void ProviderSessionTest::agentThatDiesWhileHeldIsNoticed()
{
    QCOMPARE(advanceTo(3), Answer::Ok);
    QCOMPARE(holdInThread([&] { m_agent->finish(HoldEnd::AgentGone); }), Answer::Veto);
    QVERIFY(!m_agent->isOpen);
    QCOMPARE(m_session->postCommit(m_set), Answer::NotFound);
}

void ProviderSessionTest::givesUpWhenTheTimeIsUp()
{
    m_session = std::make_unique<ProviderSession>(std::make_unique<FakeLink>(*m_agent), 1ms);
    QCOMPARE(advanceTo(3), Answer::Ok);
    QCOMPARE(m_session->commit(m_set), Answer::Veto);
    QVERIFY(m_agent->isFrozen && m_agent->isReleased);
    QVERIFY(!m_agent->isOpen);
}

void ProviderSessionTest::abortEndsEachPhase_data()
{
    agentThatDiesBeforeTheCommitIsNoticed_data();
}

void ProviderSessionTest::abortEndsEachPhase()
{
    QFETCH(int, phase);
    QCOMPARE(advanceTo(phase), Answer::Ok);
    QCOMPARE(m_session->abort(m_set), Answer::Ok);
    QVERIFY(!m_agent->isOpen);
    QCOMPARE(m_session->commit(m_set), Answer::NotFound);
    QCOMPARE(advanceTo(3), Answer::Ok); // Another try of the same agent.
}

void ProviderSessionTest::abortEndsTheHold()
{
    QCOMPARE(advanceTo(3), Answer::Ok);
    QCOMPARE(holdInThread([&] { QCOMPARE(m_session->abort(m_set), Answer::Ok); }), Answer::Veto);
    QVERIFY(!m_agent->isReleased && !m_agent->isOpen);
}

void ProviderSessionTest::unloadEndsTheHold()
{
    QCOMPARE(advanceTo(3), Answer::Ok);
    QCOMPARE(holdInThread([&] { m_session->unload(); }), Answer::Veto);
    QVERIFY(!m_agent->isReleased && !m_agent->isOpen);
}

void ProviderSessionTest::nextSetFollowsOneThatWasLeft()
{
    QCOMPARE(advanceTo(2), Answer::Ok);
    m_agent->announced = L"{next}"; // VSS never told how the first one ended.
    QCOMPARE(m_session->beginPrepare(L"{next}"), Answer::Ok);
    QCOMPARE(m_session->endPrepare(m_set), Answer::NotFound);
    QCOMPARE(m_session->endPrepare(L"{next}"), Answer::Ok);
}

QTEST_GUILESS_MAIN(ProviderSessionTest)
#include "provider_session_test.moc"
