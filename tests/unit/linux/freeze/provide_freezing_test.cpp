// SPDX-License-Identifier: Apache-2.0
// What an agent without the right to freeze says.
#include "platform/linux/freeze/provide_freezing.h"
#include "platform/linux/system/capabilities.h"

#include <QTest>

#include <linux/capability.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using namespace ga;

namespace {

// Capabilities belong to a thread: the others keep theirs.
template <typename Work>
void withoutCapabilities(const Work &work)
{
    std::thread thread([&] {
        __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
        const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
        if (::syscall(SYS_capset, &header, none) == 0)
            work();
    });
    thread.join();
}

} // namespace

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
