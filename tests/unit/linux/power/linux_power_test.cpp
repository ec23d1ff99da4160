// SPDX-License-Identifier: Apache-2.0
// Which program is asked to shut down or suspend, with which words; the programs are scripts that
// write them down.
#include "platform/linux/power/linux_power.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace ga;

class PowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void shutdownProgramGetsTheModeAndTheMessage_data();
    void shutdownProgramGetsTheModeAndTheMessage();
    void systemctlIsAskedWhereSystemdRuns_data();
    void systemctlIsAskedWhereSystemdRuns();
    void systemctlIsNotAskedWhereSystemdDoesNotRun();
    void systemctlThatFailsHandsOver();
    void helperThatTheShutdownEndsIsSuccess();
    void plainProgramsAreTheLastResort_data();
    void plainProgramsAreTheLastResort();
    void firstFailureIsTold();
    void nothingThatWorksIsToldAsAMissingShutdown();

    void systemdSuspends_data();
    void systemdSuspends();
    void statusOfSystemctlTellsSupport_data();
    void statusOfSystemctlTellsSupport();
    void systemctlDoesNotSuspendWhereSystemdDoesNotRun();
    void pmUtilsSuspend_data();
    void pmUtilsSuspend();
    void kernelSuspends_data();
    void kernelSuspends();
    void unsupportedModeIsAnError_data();
    void unsupportedModeIsAnError();
    void suspensionIsLackingWithItsReason();
    void oneMethodIsEnoughForSuspension();
    void suspendFailsOverToTheNextMethod();
    void lastFailureIsTold();
    void missingProgramIsToldByName();
    void kernelFileThatCannotBeWrittenIsTold();

private:
    QByteArray path(const char *name) const
    {
        return QFile::encodeName(m_directory->filePath(QLatin1String(name)));
    }
    void writeFile(const char *name, const QByteArray &content) const
    {
        QFile file(m_directory->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray readFile(const char *name) const
    {
        QFile file(m_directory->filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // A program that notes its name and arguments, and then runs `script`.
    void addProgram(const char *name, const QByteArray &script = "exit 0") const
    {
        writeFile(name, "#!/bin/sh\nprintf '" + QByteArray(name) + "' >> " + path("called") +
                            "\nprintf '|%s' \"$@\" >> " + path("called") + "\necho >> " +
                            path("called") + "\n" + script + "\n");
        QFile::setPermissions(m_directory->filePath(QLatin1String(name)),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QByteArray called() const { return readFile("called"); }

    PowerPaths paths(bool systemd = false) const
    {
        return {.systemd = systemd ? path(".") : path("no-systemd"),
                .programs = path("."),
                .powerState = path("state")};
    }
    std::unique_ptr<LinuxPower> power(bool systemd = false) const
    {
        return LinuxPower::create(paths(systemd));
    }
    static QString errorOf(const Result<Nothing> &result)
    {
        return result ? QStringLiteral("no error") : result.error().description;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_searchPath;
};

// PATH holds the test's programs only, so that none of the system's own is ever run.
void PowerTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_searchPath = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(m_directory->path()));
}

void PowerTest::cleanup()
{
    qputenv("PATH", m_searchPath);
    m_directory.reset();
}

void PowerTest::shutdownProgramGetsTheModeAndTheMessage_data()
{
    QTest::addColumn<ShutdownMode>("mode");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("powerdown") << ShutdownMode::PowerDown
                               << QByteArray("shutdown|-h|-P|+0|hypervisor initiated shutdown\n");
    QTest::newRow("halt") << ShutdownMode::Halt
                          << QByteArray("shutdown|-h|-H|+0|hypervisor initiated shutdown\n");
    QTest::newRow("reboot") << ShutdownMode::Reboot
                            << QByteArray("shutdown|-h|-r|+0|hypervisor initiated shutdown\n");
}

void PowerTest::shutdownProgramGetsTheModeAndTheMessage()
{
    QFETCH(ShutdownMode, mode);
    addProgram("shutdown");
    addProgram("poweroff");
    QVERIFY(power()->shutdown(mode));
    QTEST(called(), "expected");
}

void PowerTest::systemctlIsAskedWhereSystemdRuns_data()
{
    QTest::addColumn<ShutdownMode>("mode");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("powerdown") << ShutdownMode::PowerDown
                               << QByteArray("systemctl|--no-block|poweroff\n");
    QTest::newRow("halt") << ShutdownMode::Halt << QByteArray("systemctl|--no-block|halt\n");
    QTest::newRow("reboot") << ShutdownMode::Reboot << QByteArray("systemctl|--no-block|reboot\n");
}

void PowerTest::systemctlIsAskedWhereSystemdRuns()
{
    QFETCH(ShutdownMode, mode);
    addProgram("systemctl");
    addProgram("shutdown");
    QVERIFY(power(true)->shutdown(mode));
    QTEST(called(), "expected");
}

void PowerTest::systemctlIsNotAskedWhereSystemdDoesNotRun()
{
    addProgram("systemctl");
    addProgram("shutdown");
    QVERIFY(power()->shutdown(ShutdownMode::Halt));
    QVERIFY(called().startsWith("shutdown|"));
}

void PowerTest::systemctlThatFailsHandsOver()
{
    addProgram("systemctl", "exit 1");
    addProgram("shutdown");
    QVERIFY(power(true)->shutdown(ShutdownMode::Reboot));
    QCOMPARE(called(),
             QByteArray(
                 "systemctl|--no-block|reboot\nshutdown|-h|-r|+0|hypervisor initiated shutdown\n"));
}

void PowerTest::helperThatTheShutdownEndsIsSuccess()
{
    addProgram("systemctl", "kill -TERM $$");
    addProgram("shutdown");
    QVERIFY(power(true)->shutdown(ShutdownMode::PowerDown));
    QCOMPARE(called(), QByteArray("systemctl|--no-block|poweroff\n"));
    addProgram("shutdown", "kill -KILL $$");
    QCOMPARE(errorOf(power()->shutdown(ShutdownMode::PowerDown)),
             QStringLiteral("child process has terminated abnormally"));
}

void PowerTest::plainProgramsAreTheLastResort_data()
{
    QTest::addColumn<ShutdownMode>("mode");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("powerdown") << ShutdownMode::PowerDown << QByteArray("poweroff|\n");
    QTest::newRow("halt") << ShutdownMode::Halt << QByteArray("halt|\n");
    QTest::newRow("reboot") << ShutdownMode::Reboot << QByteArray("reboot|\n");
}

void PowerTest::plainProgramsAreTheLastResort()
{
    QFETCH(ShutdownMode, mode);
    for (const char *name : {"poweroff", "halt", "reboot"})
        addProgram(name);
    QVERIFY(power()->shutdown(mode));
    QTEST(called(), "expected");
}

void PowerTest::firstFailureIsTold()
{
    addProgram("shutdown", "echo 'unrecognized option: h'; exit 1");
    addProgram("poweroff", "echo 'not me'; exit 1");
    QCOMPARE(errorOf(power()->shutdown(ShutdownMode::PowerDown)),
             QStringLiteral("child process has failed to shutdown: unrecognized option: h\n"));
}

void PowerTest::nothingThatWorksIsToldAsAMissingShutdown()
{
    QCOMPARE(errorOf(power()->shutdown(ShutdownMode::PowerDown)),
             QStringLiteral("child process has failed to shutdown: failed to exec '%1': No such "
                            "file or directory\n")
                 .arg(QString::fromUtf8(path("./shutdown"))));
    QCOMPARE(PowerPaths{}.programs + "/shutdown", QByteArray("/sbin/shutdown"));
}

void PowerTest::systemdSuspends_data()
{
    QTest::addColumn<SuspendMode>("mode");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("disk") << SuspendMode::Disk
                          << QByteArray(
                                 "systemctl|status|systemd-hibernate\nsystemctl|hibernate\n");
    QTest::newRow("ram") << SuspendMode::Ram
                         << QByteArray("systemctl|status|systemd-suspend\nsystemctl|suspend\n");
    QTest::newRow("hybrid")
        << SuspendMode::Hybrid
        << QByteArray("systemctl|status|systemd-hybrid-sleep\nsystemctl|hybrid-sleep\n");
}

void PowerTest::systemdSuspends()
{
    QFETCH(SuspendMode, mode);
    addProgram("systemctl", "[ $1 != status ] || exit 3");
    addProgram("pm-is-supported");
    QVERIFY(power(true)->suspend(mode));
    QTEST(called(), "expected");
}

void PowerTest::statusOfSystemctlTellsSupport_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("supported");
    for (const int status : {0, 4, 127})
        QTest::addRow("%d", status) << status << false;
    for (const int status : {1, 2, 3})
        QTest::addRow("%d", status) << status << true;
}

void PowerTest::statusOfSystemctlTellsSupport()
{
    QFETCH(int, status);
    QFETCH(bool, supported);
    addProgram("systemctl", "[ $1 != status ] || exit " + QByteArray::number(status));
    QCOMPARE(power(true)->suspend(SuspendMode::Ram).has_value(), supported);
}

// As it is in a container: it says 1, "System has not been booted with systemd as init system".
void PowerTest::systemctlDoesNotSuspendWhereSystemdDoesNotRun()
{
    addProgram("systemctl", "exit 1");
    QCOMPARE(errorOf(power()->suspend(SuspendMode::Ram)),
             QStringLiteral("the requested suspend mode is not supported by the guest"));
    QCOMPARE(called(), QByteArray());
}

void PowerTest::pmUtilsSuspend_data()
{
    QTest::addColumn<SuspendMode>("mode");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("disk") << SuspendMode::Disk
                          << QByteArray("pm-is-supported|--hibernate\npm-hibernate|\n");
    QTest::newRow("ram") << SuspendMode::Ram
                         << QByteArray("pm-is-supported|--suspend\npm-suspend|\n");
    QTest::newRow("hybrid") << SuspendMode::Hybrid
                            << QByteArray("pm-is-supported|--suspend-hybrid\npm-suspend-hybrid|\n");
}

void PowerTest::pmUtilsSuspend()
{
    QFETCH(SuspendMode, mode);
    for (const char *name : {"pm-is-supported", "pm-hibernate", "pm-suspend", "pm-suspend-hybrid"})
        addProgram(name);
    writeFile("state", "freeze mem disk\n");
    QVERIFY(power()->suspend(mode));
    QTEST(called(), "expected");
    QCOMPARE(readFile("state"), QByteArray("freeze mem disk\n"));
}

void PowerTest::kernelSuspends_data()
{
    QTest::addColumn<SuspendMode>("mode");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("disk") << SuspendMode::Disk << QByteArray("disk");
    QTest::newRow("ram") << SuspendMode::Ram << QByteArray("mem");
}

void PowerTest::kernelSuspends()
{
    QFETCH(SuspendMode, mode);
    QFETCH(QByteArray, written);
    writeFile("state", "freeze mem disk\n");
    QVERIFY(power()->suspend(mode));
    QVERIFY(readFile("state").startsWith(written));
}

void PowerTest::unsupportedModeIsAnError_data()
{
    QTest::addColumn<SuspendMode>("mode");
    QTest::addColumn<QByteArray>("states");
    QTest::newRow("no methods") << SuspendMode::Disk << QByteArray();
    QTest::newRow("not this one") << SuspendMode::Disk << QByteArray("freeze mem\n");
    QTest::newRow("whole words only") << SuspendMode::Ram << QByteArray("memory diskette\n");
    QTest::newRow("empty") << SuspendMode::Hybrid << QByteArray("\n");
    QTest::newRow("the kernel has no hybrid")
        << SuspendMode::Hybrid << QByteArray("freeze mem disk\n");
}

void PowerTest::unsupportedModeIsAnError()
{
    QFETCH(SuspendMode, mode);
    QFETCH(QByteArray, states);
    if (!states.isEmpty())
        writeFile("state", states);
    QCOMPARE(errorOf(power()->suspend(mode)),
             QStringLiteral("the requested suspend mode is not supported by the guest"));
}

void PowerTest::suspensionIsLackingWithItsReason()
{
    const QString reason =
        QStringLiteral("neither systemd nor pm-utils is here, and %1 has no state to suspend to")
            .arg(QFile::decodeName(path("state")));
    addProgram("systemctl"); // Without systemd it is of no use.
    for (const char *states : {"", "\n", "freeze\n"}) {
        writeFile("state", states);
        QCOMPARE(LinuxPower::createSuspension(paths()).reason(), reason);
        QCOMPARE(LinuxPower::createHybrid(paths()).reason(), reason);
    }
    QCOMPARE(called(), QByteArray());
}

void PowerTest::oneMethodIsEnoughForSuspension()
{
    QVERIFY(LinuxPower::createSuspension(paths(true)));
    writeFile("state", "freeze mem\n");
    QVERIFY(LinuxPower::createSuspension(paths()));
    writeFile("state", "\n");
    addProgram("pm-is-supported");
    QVERIFY(LinuxPower::createSuspension(paths()));
    QVERIFY(LinuxPower::createHybrid(paths()));
    QCOMPARE(called(), QByteArray());
}

void PowerTest::suspendFailsOverToTheNextMethod()
{
    addProgram("systemctl", "[ $1 != status ] || exit 3; exit 1");
    writeFile("state", "freeze mem disk\n");
    QVERIFY(power(true)->suspend(SuspendMode::Ram));
    QVERIFY(readFile("state").startsWith("mem"));
}

void PowerTest::lastFailureIsTold()
{
    addProgram("systemctl", "[ $1 != status ] || exit 3; exit 1");
    QCOMPARE(errorOf(power(true)->suspend(SuspendMode::Ram)),
             QStringLiteral(
                 "the helper program 'systemctl' returned an unexpected exit status code (1)"));
    addProgram("pm-is-supported");
    addProgram("pm-suspend", "exit 42");
    QCOMPARE(errorOf(power(true)->suspend(SuspendMode::Ram)),
             QStringLiteral(
                 "the helper program 'pm-suspend' returned an unexpected exit status code (42)"));
    addProgram("pm-suspend", "kill -KILL $$");
    QCOMPARE(errorOf(power(true)->suspend(SuspendMode::Ram)),
             QStringLiteral("the helper program 'pm-suspend' has terminated abnormally"));
}

void PowerTest::missingProgramIsToldByName()
{
    addProgram("pm-is-supported");
    QCOMPARE(errorOf(power()->suspend(SuspendMode::Disk)),
             QStringLiteral("the helper program 'pm-hibernate' was not found"));
    writeFile("pm-hibernate", "");
    QFile::setPermissions(m_directory->filePath(QStringLiteral("pm-hibernate")), QFile::ReadOwner);
    QCOMPARE(errorOf(power()->suspend(SuspendMode::Disk)),
             QStringLiteral("failed to create child process, error 'Permission denied'"));
}

void PowerTest::kernelFileThatCannotBeWrittenIsTold()
{
    // Readable, but every write fails: the words are read from a real file, and then it is full.
    const auto method = std::move(suspendMethods({.powerState = "/dev/full"}).back());
    QCOMPARE(errorOf(method->suspend(SuspendMode::Ram)),
             QStringLiteral("suspend: cannot write to '/dev/full': No space left on device"));
    const auto missing = std::move(suspendMethods({.powerState = path("no-state")}).back());
    QVERIFY(!missing->isSupported(SuspendMode::Ram));
    QVERIFY(errorOf(missing->suspend(SuspendMode::Ram))
                .endsWith(QStringLiteral(": No such file or directory")));
}

QTEST_GUILESS_MAIN(PowerTest)
#include "linux_power_test.moc"
