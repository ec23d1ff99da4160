// SPDX-License-Identifier: Apache-2.0
// Which hooks are called with what, in which order, and what their failures do. Each script notes
// its call in a file.
#include "platform/linux/freeze/hook_scripts.h"
#include "platform/linux/freeze/linux_freeze_hook.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

class LinuxFreezeHookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scriptsRunInOrderAndThawInReverse();
    void programComesFirstAndLast();
    void putAsideAndNotExecutableAreNoHooks();
    void failingScriptAbortsTheFreezeAndThawsThoseThatRan();
    void failingProgramAloneIsNotThawed();
    void killedProgramIsToldOfTheThaw();
    void ignoredFailureGoesOn();
    void hangingScriptIsKilled();
    void thawGoesToAllWhateverFails();
    void thawWithoutFreezeGoesToAll();
    void scriptAddedMeanwhileIsNotThawed();
    void nothingFrozenIsToldToScriptsOnly();
    void missingDirectoryIsAnError();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    void addScript(const QString &name, const QByteArray &body = {});
    QByteArray takeCalls();
    LinuxFreezeHook hook(bool withProgram = false, bool ignoreFailures = false)
    {
        FreezeHookOptions options{.directory = path(QStringLiteral("hooks")),
                                  .ignoreFailures = ignoreFailures};
        if (withProgram)
            options.program = path(QStringLiteral("program"));
        return LinuxFreezeHook(options);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void LinuxFreezeHookTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("hooks")));
    addScript(QStringLiteral("hooks/20-b"));
    addScript(QStringLiteral("hooks/10-a"));
    addScript(QStringLiteral("program"));
}

void LinuxFreezeHookTest::addScript(const QString &name, const QByteArray &body)
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nprintf '%s %s, ' \"${0##*/}\" \"$1\" >>'" +
               QFile::encodeName(path(QStringLiteral("calls"))) + "'\n" + body + "\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

QByteArray LinuxFreezeHookTest::takeCalls()
{
    QFile file(path(QStringLiteral("calls")));
    const QByteArray calls = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    file.remove();
    return calls;
}

void LinuxFreezeHookTest::scriptsRunInOrderAndThawInReverse()
{
    auto tested = hook();
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    QCOMPARE(takeCalls(), QByteArray("10-a freeze, 20-b freeze, "));
    QVERIFY(tested.run(FreezeHookEvent::Thaw));
    QCOMPARE(takeCalls(), QByteArray("20-b thaw, 10-a thaw, "));
}

void LinuxFreezeHookTest::programComesFirstAndLast()
{
    auto tested = hook(true);
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    QVERIFY(tested.run(FreezeHookEvent::Thaw));
    QCOMPARE(takeCalls(), QByteArray("program freeze, 10-a freeze, 20-b freeze, 20-b thaw, "
                                     "10-a thaw, program thaw, "));
    const auto programs = tested.programs();
    QVERIFY(programs);
    QCOMPARE(*programs,
             (QList<QString>{path(QStringLiteral("program")), path(QStringLiteral("hooks/10-a")),
                             path(QStringLiteral("hooks/20-b"))}));
}

void LinuxFreezeHookTest::putAsideAndNotExecutableAreNoHooks()
{
    for (const char *name : {"a~", "a.bak", "a.orig", "a.rpmnew", "a.rpmorig", "a.rpmsave",
                             "a.sample", "a.dpkg-old", "a.dpkg-new", "a.dpkg-tmp", "a.dpkg-dist",
                             "a.dpkg-bak", "a.dpkg-backup", "a.dpkg-remove"}) {
        QVERIFY2(isPutAside(name), name);
        addScript(QStringLiteral("hooks/") + QLatin1StringView(name));
    }
    addScript(QStringLiteral("hooks/README"));
    QVERIFY(QFile::setPermissions(path(QStringLiteral("hooks/README")), QFile::ReadOwner));
    QVERIFY(QDir(path(QStringLiteral("hooks"))).mkpath(QStringLiteral("folder")));
    const auto scripts = hookScripts(QFile::encodeName(path(QStringLiteral("hooks"))));
    QVERIFY(scripts);
    QCOMPARE(scripts->size(), 2);
}

void LinuxFreezeHookTest::failingScriptAbortsTheFreezeAndThawsThoseThatRan()
{
    addScript(QStringLiteral("hooks/15-bad"),
              "test \"$1\" = thaw || { echo no database >&2; exit 3; }");
    auto tested = hook(true);
    const auto result = tested.run(FreezeHookEvent::Freeze);
    QVERIFY(!result);
    QCOMPARE(result.error().description,
             path(QStringLiteral("hooks/15-bad")) +
                 QStringLiteral(" freeze: child process has failed to execute fsfreeze hook: no "
                                "database"));
    QCOMPARE(takeCalls(), QByteArray("program freeze, 10-a freeze, 15-bad freeze, 15-bad thaw, "
                                     "10-a thaw, program thaw, "));
}

void LinuxFreezeHookTest::failingProgramAloneIsNotThawed()
{
    addScript(QStringLiteral("program"), "exit 3");
    const auto result = hook(true).run(FreezeHookEvent::Freeze);
    QVERIFY(!result);
    QCOMPARE(result.error().description,
             QStringLiteral("child process has failed to execute fsfreeze hook: exit status 3"));
    QCOMPARE(takeCalls(), QByteArray("program freeze, "));
}

void LinuxFreezeHookTest::killedProgramIsToldOfTheThaw()
{
    addScript(QStringLiteral("program"), "test \"$1\" = thaw || exec sleep 1000");
    LinuxFreezeHook tested({.program = path(QStringLiteral("program")), .timeout = 300ms});
    const auto result = tested.run(FreezeHookEvent::Freeze);
    QVERIFY(!result);
    QCOMPARE(result.error().description,
             QStringLiteral("child process has failed to execute fsfreeze hook: it did not end "
                            "within 0.3 s and was killed"));
    QCOMPARE(takeCalls(), QByteArray("program freeze, program thaw, "));
}

void LinuxFreezeHookTest::ignoredFailureGoesOn()
{
    addScript(QStringLiteral("hooks/15-bad"), "exit 3");
    auto tested = hook(false, true);
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    QVERIFY(tested.run(FreezeHookEvent::Thaw));
    QCOMPARE(takeCalls(), QByteArray("10-a freeze, 15-bad freeze, 20-b freeze, 20-b thaw, 15-bad "
                                     "thaw, 10-a thaw, "));
}

// The script before it has the same time: it grows until that is enough.
void LinuxFreezeHookTest::hangingScriptIsKilled()
{
    addScript(QStringLiteral("hooks/15-bad"), "test \"$1\" = thaw || exec sleep 1000");
    std::chrono::milliseconds timeout = 300ms;
    QString error;
    for (bool called = false; !called; timeout *= 2) {
        QVERIFY2(timeout < 60s, qPrintable(error));
        LinuxFreezeHook tested({.directory = path(QStringLiteral("hooks")), .timeout = timeout});
        const auto result = tested.run(FreezeHookEvent::Freeze);
        QVERIFY(!result);
        error = result.error().description;
        called = takeCalls().contains("15-bad freeze");
    }
    QVERIFY2(error.contains(QStringLiteral("15-bad freeze: child process has failed to execute "
                                           "fsfreeze hook: it did not end within ")),
             qPrintable(error));
    QVERIFY2(error.contains(QStringLiteral(" s and was killed")), qPrintable(error));
}

void LinuxFreezeHookTest::thawGoesToAllWhateverFails()
{
    addScript(QStringLiteral("hooks/15-bad"), "test \"$1\" = freeze || exit 4");
    addScript(QStringLiteral("hooks/16-bad"), "test \"$1\" = freeze || exit 5");
    auto tested = hook();
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    takeCalls();
    const auto result = tested.run(FreezeHookEvent::Thaw);
    QVERIFY(!result);
    QVERIFY(result.error().description.contains(QStringLiteral("exit status 5; ")));
    QVERIFY(result.error().description.endsWith(QStringLiteral("exit status 4")));
    QCOMPARE(takeCalls(), QByteArray("20-b thaw, 16-bad thaw, 15-bad thaw, 10-a thaw, "));
}

void LinuxFreezeHookTest::thawWithoutFreezeGoesToAll()
{
    QVERIFY(hook(true).run(FreezeHookEvent::Thaw));
    QCOMPARE(takeCalls(), QByteArray("20-b thaw, 10-a thaw, program thaw, "));
}

void LinuxFreezeHookTest::scriptAddedMeanwhileIsNotThawed()
{
    auto tested = hook();
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    addScript(QStringLiteral("hooks/30-new"));
    takeCalls();
    QVERIFY(tested.run(FreezeHookEvent::Thaw));
    QCOMPARE(takeCalls(), QByteArray("20-b thaw, 10-a thaw, "));
}

void LinuxFreezeHookTest::nothingFrozenIsToldToScriptsOnly()
{
    auto tested = hook(true);
    QVERIFY(tested.run(FreezeHookEvent::Freeze));
    takeCalls();
    QVERIFY(tested.run(FreezeHookEvent::NothingFrozen));
    QCOMPARE(takeCalls(), QByteArray("20-b thaw, 10-a thaw, "));
}

void LinuxFreezeHookTest::missingDirectoryIsAnError()
{
    LinuxFreezeHook tested({.directory = QStringLiteral("/no/such/hooks")});
    const auto result = tested.run(FreezeHookEvent::Freeze);
    QVERIFY(!result);
    QCOMPARE(result.error().description,
             QStringLiteral("failed to read /no/such/hooks: No such file or directory"));
}

QTEST_GUILESS_MAIN(LinuxFreezeHookTest)
#include "linux_freeze_hook_test.moc"
