// SPDX-License-Identifier: Apache-2.0
// What an agent without the right to freeze says.
#include "platform/linux/freeze/provide_freezing.h"
#include "platform/linux/system/capabilities.h"
#include "tests/fakes/without_capabilities.h"

#include <QTest>

using namespace ga;

class ProvideFreezingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reasonIsGivenWithoutTheCapability();
    void rootCanFreezeAndTrim();
    void hookIsThereWhereOneIsConfigured();
};

void ProvideFreezingTest::reasonIsGivenWithoutTheCapability()
{
    QStringList reasons;
    withoutCapabilities([&] {
        reasons = {provideFreezer({}).reason(), provideTrimmer().reason()};
    });
    const QString reason = QStringLiteral("the agent lacks CAP_SYS_ADMIN");
    QCOMPARE(reasons, (QStringList{reason, reason}));
}

void ProvideFreezingTest::rootCanFreezeAndTrim()
{
    if (!hasCapability(CAP_SYS_ADMIN))
        QSKIP("needs CAP_SYS_ADMIN");
    QVERIFY(provideFreezer({}));
    QVERIFY(provideTrimmer());
}

void ProvideFreezingTest::hookIsThereWhereOneIsConfigured()
{
    QCOMPARE(provideFreezeHook({}).reason(), QStringLiteral("no freeze hook is configured"));
    const auto hook = provideFreezeHook({.program = QStringLiteral("/bin/true")});
    QVERIFY(hook);
    QVERIFY(hook->run(FreezeHookEvent::Freeze));
    const auto failing = provideFreezeHook({.program = QStringLiteral("/bin/false")});
    QCOMPARE(failing->run(FreezeHookEvent::Thaw).error().description,
             QStringLiteral("child process has failed to execute fsfreeze hook: exit status 1"));
}

QTEST_GUILESS_MAIN(ProvideFreezingTest)
#include "provide_freezing_test.moc"
