// SPDX-License-Identifier: Apache-2.0
// What the doctor says of a Windows guest in which one thing is not as it should be.
#include "platform/windows/doctor/windows_judgements.h"

#include "tests/fakes/whole_words.h"

#include <QTest>

#include <functional>

using namespace ga;

namespace {

const QString qtgaLine = QStringLiteral("\"C:\\Program Files\\qtga\\qtga.exe\" -d --retry-path");
const QString qemuLine = QStringLiteral("\"C:\\Program Files\\Qemu-ga\\qemu-ga.exe\" -d");

DiagnosisQuestion port(std::optional<qint64> openIn = 812)
{
    return {QStringLiteral("virtio-serial"),
            QStringLiteral("\\\\.\\Global\\org.qemu.guest_agent.0"), openIn};
}

InstalledDevice console()
{
    return {.hardwareIds = {QStringLiteral("PCI\\VEN_1AF4&DEV_1043&SUBSYS_11001AF4")},
            .driverName = QStringLiteral("VirtIO Serial Driver"),
            .driverVersion = QStringLiteral("100.95.104.26200")};
}

// A guest of KVM in which all is well.
WindowsFacts well()
{
    return {.vendor = "QEMU",
            .product = "Standard PC (Q35 + ICH9, 2009)",
            .hypervisorBit = true,
            .hypervisorSignature = "KVMKVMKVM",
            .consoles = QList<InstalledDevice>{console()},
            .pathExists = true,
            .otherAgents = {},
            .service = ServiceFacts{.runs = true, .process = 812, .commandLine = qtgaLine},
            .vss = ServiceFacts{.start = ServiceStart::OnDemand},
            .missingProvider = {},
            .writers = WriterReading{11, {}}};
}

using Change = std::function<void(WindowsFacts &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class WindowsDoctorTest : public QObject
{
    Q_OBJECT

    struct Case
    {
        const char *step;
        Verdict verdict;
        const char *text; // Part of what is said.
        const char *fix;  // Part of it; empty: there is none.
    };

    static Finding found(const WindowsFacts &facts, const char *step,
                         const DiagnosisQuestion &question = port())
    {
        for (const Finding &finding : judge(facts, question)) {
            if (qstrcmp(finding.step, step) == 0)
                return finding;
        }
        return {"no such step", Verdict::Unknown, "", {}};
    }

private Q_SLOTS:
    void aGuestInOrderHasNothingToMend()
    {
        for (const Finding &finding : judge(well(), port())) {
            QVERIFY2(finding.verdict == Verdict::Ok, qPrintable(finding.text.text()));
            QVERIFY2(!finding.fix, finding.step);
        }
    }

    void whatIsWrongIsFound_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("step");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fix");
        const auto row = [](const char *name, const Case &expected, Change change) {
            QTest::newRow(name) << std::move(change) << QString::fromUtf8(expected.step)
                                << int(expected.verdict) << QString::fromUtf8(expected.text)
                                << QString::fromUtf8(expected.fix);
        };
        machineRows(row);
        portRows(row);
        serviceRows(row);
        freezeRows(row);
    }
    void whatIsWrongIsFound()
    {
        QFETCH(Change, change);
        QFETCH(QString, step);
        QFETCH(int, verdict);
        QFETCH(QString, text);
        QFETCH(QString, fix);
        WindowsFacts facts = well();
        change(facts);
        const DiagnosisQuestion question = step == u"held by" ? port(std::nullopt) : port();
        const Finding finding = found(facts, qPrintable(step), question);
        const QString foundText = finding.text.text();
        const QString foundFix = finding.fix ? finding.fix->text() : QString();
        const QByteArray said = finding.step + (u'|' + foundText + u'|' + foundFix).toUtf8();
        QVERIFY2(int(finding.verdict) == verdict, said.constData());
        QVERIFY2(foundText.contains(text), said.constData());
        QVERIFY2(foundFix.contains(fix), said.constData());
        QVERIFY2(finding.verdict == Verdict::Ok || finding.fix, said.constData());
        for (const Finding &each : judge(facts, question))
            QVERIFY2(test::hasWholeWords(each), each.text.words);
    }

    void aPipeNeedsNeitherDeviceNorDriver()
    {
        WindowsFacts facts = well();
        facts.consoles = QList<InstalledDevice>();
        facts.pathExists = std::nullopt;
        const DiagnosisQuestion pipe{QStringLiteral("unix-listen"),
                                     QStringLiteral("\\\\.\\pipe\\qtga"), std::nullopt};
        for (const char *step : {"driver", "device", "held by"})
            QCOMPARE(found(facts, step, pipe).verdict, Verdict::Ok);
    }

    void aServiceIsKnownByItsFile()
    {
        for (const char *line :
             {"\"C:\\Program Files\\qtga\\qtga.exe\" -d", "C:\\qtga.exe",
              "c:\\QTGA\\QTGA.EXE -d --retry-path", "C:/a b/qtga.exe -d", "qtga.exe"})
            QVERIFY2(startsThisAgent(QString::fromUtf8(line)), line);
        for (const char *line : {"C:\\qtga\\qemu-ga.exe -d", "\"C:\\qtga.exe\\qemu-ga.exe\"",
                                 "C:\\notqtga.exe", "", "\""})
            QVERIFY2(!startsThisAgent(QString::fromUtf8(line)), line);
    }

    void devicesHaveNamesAndPipesNone()
    {
        const auto name = [](const char *path) { return deviceNameOf(QString::fromUtf8(path)); };
        QCOMPARE(name("\\\\.\\Global\\org.qemu.guest_agent.0"),
                 QStringLiteral("org.qemu.guest_agent.0"));
        QCOMPARE(name("//./global/port"), QStringLiteral("port"));
        QCOMPARE(name("COM1"), QStringLiteral("COM1"));
        QCOMPARE(name("\\\\.\\COM12"), QStringLiteral("COM12"));
        QCOMPARE(name("\\\\.\\pipe\\qtga"), QString());
    }

private:
    template <typename Row>
    static void machineRows(Row row)
    {
        constexpr auto *step = "virtual machine";
        row("vmware", {step, Verdict::Warning, "a guest of VMware", "VMware Tools"},
            [](WindowsFacts &facts) {
                facts.vendor = "VMware, Inc.";
                facts.consoles = QList<InstalledDevice>();
            });
        row("hyper-v", {step, Verdict::Warning, "a guest of Hyper-V", "integration services"},
            [](WindowsFacts &facts) {
                facts.vendor = "Microsoft Corporation";
                facts.product = "Virtual Machine";
                facts.hypervisorSignature = "Microsoft Hv";
                facts.consoles = QList<InstalledDevice>();
            });
        row("a real machine with Hyper-V's protections",
            {step, Verdict::Failure, "no virtual machine", "inside the guest"},
            [](WindowsFacts &facts) {
                facts.vendor = "Microsoft Corporation";
                facts.product = "Surface Pro 9";
                facts.hypervisorSignature = "Microsoft Hv";
                facts.consoles = QList<InstalledDevice>();
            });
        row("a name nobody knows", {step, Verdict::Ok, "a guest of KVM", ""},
            [](WindowsFacts &facts) { facts.vendor = facts.product = "Cloud"; });
        row("emulated", {step, Verdict::Ok, "a guest of QEMU", ""}, [](WindowsFacts &facts) {
            facts.vendor = facts.product = "Cloud";
            facts.hypervisorSignature = "TCGTCGTCGTCG";
        });
        row("bare", {step, Verdict::Failure, "no virtual machine", ""}, [](WindowsFacts &facts) {
            facts = {.consoles = QList<InstalledDevice>()};
            facts.vendor = "VMware, Inc.";
        });
    }

    template <typename Row>
    static void portRows(Row row)
    {
        row("no virtio-serial", {"driver", Verdict::Failure, "no virtio-serial device", "libvirt"},
            [](WindowsFacts &facts) { facts.consoles = QList<InstalledDevice>(); });
        row("no driver", {"driver", Verdict::Failure, "has no driver", "virtio-win"},
            [](WindowsFacts &facts) { facts.consoles->front().driverName.clear(); });
        row("problem", {"driver", Verdict::Failure, "problem 10", "device manager"},
            [](WindowsFacts &facts) { facts.consoles->front().problem = 10; });
        row("devices unseen", {"driver", Verdict::Unknown, "manager error 5", "device manager"},
            [](WindowsFacts &facts) {
                facts.consoles = fail(QStringLiteral("configuration manager error 5"));
            });
        row("driver", {"driver", Verdict::Ok, "100.95.104", ""}, [](WindowsFacts &) {});
        row("no port",
            {"device", Verdict::Failure, "is not there", "name='org.qemu.guest_agent.0'"},
            [](WindowsFacts &facts) { facts.pathExists = false; });
        row("nothing to hold", {"held by", Verdict::Ok, "nothing to hold", ""},
            [](WindowsFacts &facts) { facts.pathExists = false; });
        row("held by qemu-ga",
            {"held by", Verdict::Failure, "qemu-ga.exe (process 640)", "only one agent"},
            [](WindowsFacts &facts) {
                facts.otherAgents = {{640, QStringLiteral("qemu-ga.exe")}};
            });
        row("held by nobody",
            {"held by", Verdict::Failure, "no agent runs", "sc.exe start QEMU-GA"},
            [](WindowsFacts &facts) { (*facts.service)->runs = false; });
        row("held, who knows", {"held by", Verdict::Unknown, "doesn't say", "qtga status"},
            [](WindowsFacts &) {});
    }

    template <typename Row>
    static void serviceRows(Row row)
    {
        row("none", {"service", Verdict::Failure, "no service", "qtga -s install"},
            [](WindowsFacts &facts) { facts.service = std::optional<ServiceFacts>(); });
        row("unseen", {"service", Verdict::Unknown, "denied", "administrator"},
            [](WindowsFacts &facts) { facts.service = fail(QStringLiteral("access denied")); });
        row("disabled", {"service", Verdict::Failure, "disabled", "start= auto"},
            [](WindowsFacts &facts) { (*facts.service)->start = ServiceStart::Disabled; });
        row("stopped", {"service", Verdict::Warning, "not running", "sc.exe start"},
            [](WindowsFacts &facts) { (*facts.service)->runs = false; });
        row("ended", {"service", Verdict::Warning, "error 1067", "Event Log"},
            [](WindowsFacts &facts) {
                (*facts.service)->runs = false;
                (*facts.service)->lastError = 1067;
            });
        row("by hand", {"service", Verdict::Warning, "not by itself", "start= auto"},
            [](WindowsFacts &facts) { (*facts.service)->start = ServiceStart::OnDemand; });
        row("not again", {"recovery", Verdict::Warning, "doesn't start", "sc.exe failure"},
            [](WindowsFacts &facts) { (*facts.service)->startedAgain = false; });
        row("QEMU's service",
            {"second agent", Verdict::Failure, "another program's: \"C:\\Program Files\\Qemu-ga",
             "qtga -s install"},
            [](WindowsFacts &facts) { (*facts.service)->commandLine = qemuLine; });
        row("QEMU's service, not ours", {"service", Verdict::Failure, "no service", "install"},
            [](WindowsFacts &facts) { (*facts.service)->commandLine = qemuLine; });
        row("two agents",
            {"second agent", Verdict::Warning, "qemu-ga.exe (process 640)", "stop the other"},
            [](WindowsFacts &facts) {
                facts.otherAgents = {{640, QStringLiteral("qemu-ga.exe")}};
            });
    }

    template <typename Row>
    static void freezeRows(Row row)
    {
        row("no VSS", {"VSS service", Verdict::Warning, "no Volume Shadow Copy", "consistent"},
            [](WindowsFacts &facts) { facts.vss = std::optional<ServiceFacts>(); });
        row("VSS off", {"VSS service", Verdict::Warning, "disabled", "sc.exe config VSS"},
            [](WindowsFacts &facts) { (*facts.vss)->start = ServiceStart::Disabled; });
        row("VSS unseen", {"VSS service", Verdict::Unknown, "denied", "administrator"},
            [](WindowsFacts &facts) { facts.vss = fail(QStringLiteral("access denied")); });
        row("VSS waits", {"VSS service", Verdict::Ok, "when it is needed", ""},
            [](WindowsFacts &) {});
        row("no provider", {"VSS provider", Verdict::Warning, "not registered", "vss-install"},
            [](WindowsFacts &facts) { facts.missingProvider = QStringLiteral("not registered"); });
        row("a writer failed",
            {"VSS writers", Verdict::Warning, "1 of 11 have failed: SqlServerWriter", "restart"},
            [](WindowsFacts &facts) {
                facts.writers->failures = {{QStringLiteral("SqlServerWriter"),
                                            QStringLiteral("freeze"), vss_result::timeout}};
            });
        row("writers unseen", {"VSS writers", Verdict::Unknown, "denied", "vssadmin"},
            [](WindowsFacts &facts) { facts.writers = fail(QStringLiteral("access denied")); });
        row("writers", {"VSS writers", Verdict::Ok, "11 answer", ""}, [](WindowsFacts &) {});
    }
};

QTEST_GUILESS_MAIN(WindowsDoctorTest)
#include "doctor_test.moc"
