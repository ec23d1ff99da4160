// SPDX-License-Identifier: Apache-2.0
// What is told of a freeze's end: who or what it was, its error, and that only once.
#include "runtime/freeze_session.h"
#include "tests/fakes/lacking_platform.h"

#include <QTest>

#include <thread>

using namespace ga;

namespace {

struct Machine
{
    Result<qint64> thawAnswer = 2;
    std::optional<FreezeEnd> end;
    std::function<void()> notify;
    std::vector<FreezeNews> news;
};

class FakeFreezer : public Freezer
{
public:
    explicit FakeFreezer(Machine &machine)
        : m_machine(machine)
    {}
    Result<qint64> freeze(const std::optional<QList<QString>> &) override { return 2; }
    Result<qint64> thaw() override
    {
        if (m_machine.thawAnswer)
            m_machine.end.reset();
        return m_machine.thawAnswer;
    }
    Result<FreezePlan> plan(const std::optional<QList<QString>> &) override { return FreezePlan(); }
    std::optional<FreezeEnd> endedEarly() override { return m_machine.end; }
    std::optional<Error> lapse() override { return std::nullopt; }
    void notifyEnd(std::function<void()> notify) override { m_machine.notify = std::move(notify); }

private:
    Machine &m_machine;
};

} // namespace

class FreezeNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhoAskedForTheThaw();
    void tellsAnEarlyEndOnce();
    void tellsTheErrorOfTheThaw();
    void tellsThatTheAgentWasEnding();

private:
    const FreezeNews &last() const { return m_machine.news.back(); }

    Machine m_machine;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<FreezeSession> m_session;
};

void FreezeNewsTest::init()
{
    m_session.reset();
    m_machine = {};
    m_platform = std::make_unique<Platform>(lackingPlatform());
    m_platform->freezer = std::make_unique<FakeFreezer>(m_machine);
    m_session = std::make_unique<FreezeSession>(*m_platform);
    m_session->setListener([this](const FreezeNews &news) { m_machine.news.push_back(news); });
    QVERIFY(m_session->freeze(std::nullopt));
}

void FreezeNewsTest::tellsWhoAskedForTheThaw()
{
    QVERIFY(m_session->thaw(ThawAsker::TakenBack));
    QCOMPARE(last().stage, FreezeStage::Thawed);
    QCOMPARE(last().asker, ThawAsker::TakenBack);
    QVERIFY(!last().end && !last().error && !last().isRecovery);
}

// A host that thaws after that has not ended the freeze again.
void FreezeNewsTest::tellsAnEarlyEndOnce()
{
    m_machine.end = FreezeEnd::Expired;
    std::thread(m_machine.notify).join();
    QCOMPARE(last().stage, FreezeStage::Thawed);
    QCOMPARE(last().end, FreezeEnd::Expired);
    QVERIFY(m_session->thaw());
    QCOMPARE(last().stage, FreezeStage::Thawed);
    QVERIFY(!last().end);
}

void FreezeNewsTest::tellsTheErrorOfTheThaw()
{
    m_machine.end = FreezeEnd::Expired;
    m_machine.thawAnswer = fail(QStringLiteral("failed to thaw /x"));
    std::thread(m_machine.notify).join();
    QCOMPARE(last().stage, FreezeStage::Thawed);
    QCOMPARE(last().error->description, QStringLiteral("failed to thaw /x"));
    m_machine.thawAnswer = 1;
    QVERIFY(m_session->thaw());
    QVERIFY(!last().error);
}

void FreezeNewsTest::tellsThatTheAgentWasEnding()
{
    QVERIFY(m_session->end(std::chrono::seconds(30)));
    QCOMPARE(last().stage, FreezeStage::Thawed);
    QCOMPARE(last().asker, ThawAsker::EndingAgent);
}

QTEST_GUILESS_MAIN(FreezeNewsTest)
#include "freeze_news_test.moc"
