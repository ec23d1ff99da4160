// SPDX-License-Identifier: Apache-2.0
// A freeze that nobody waited for is taken back, and nobody else's.
#include "commands/freeze/freeze_commands.h"
#include "tests/fakes/command_bench.h"

#include <QTest>

using namespace ga;

namespace {

class TwoFileSystems : public Freezer
{
public:
    Result<qint64> freeze(const std::optional<QList<QString>> &) override { return 2; }
    Result<qint64> thaw() override { return 2; }
    Result<FreezePlan> plan(const std::optional<QList<QString>> &) override { return FreezePlan(); }
    std::optional<FreezeEnd> endedEarly() override { return std::nullopt; }
    std::optional<Error> lapse() override { return std::nullopt; }
    void notifyEnd(std::function<void()>) override {}
};

} // namespace

class FreezeCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackOnlyWhatWasFrozen();
};

void FreezeCommandsTest::takesBackOnlyWhatWasFrozen()
{
    CommandBench bench;
    bench.platform.freezer = std::make_unique<TwoFileSystems>();
    std::vector<FreezeNews> news;
    bench.freeze.setListener([&](const FreezeNews &each) { news.push_back(each); });
    QVERIFY(bench.freeze.freeze(std::nullopt));
    undoFreeze(bench.services, R"({"return": 0})");
    QCOMPARE(bench.freeze.status(), FreezeStatus::Frozen);
    undoFreeze(bench.services, R"({"return": 2})");
    QCOMPARE(bench.freeze.status(), FreezeStatus::Thawed);
    QCOMPARE(news.back().asker, ThawAsker::TakenBack);
}

QTEST_GUILESS_MAIN(FreezeCommandsTest)
#include "freeze_commands_test.moc"
