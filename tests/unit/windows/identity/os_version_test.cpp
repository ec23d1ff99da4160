// SPDX-License-Identifier: Apache-2.0
// Which release of Windows a version is.
#include "platform/windows/identity/os_version.h"

#include <QTest>

using namespace ga;

class OsVersionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releaseIsToldByItsBuild_data()
    {
        QTest::addColumn<quint32>("build");
        QTest::addColumn<bool>("server");
        QTest::addColumn<QString>("id");
        QTest::newRow("10 1809") << 17763u << false << QStringLiteral("10");
        QTest::newRow("10 22H2") << 19045u << false << QStringLiteral("10");
        QTest::newRow("11 21H2") << 22000u << false << QStringLiteral("11");
        QTest::newRow("11 25H2") << 26200u << false << QStringLiteral("11");
        QTest::newRow("2016") << 14393u << true << QStringLiteral("2016");
        QTest::newRow("2019") << 17763u << true << QStringLiteral("2019");
        QTest::newRow("2022") << 20348u << true << QStringLiteral("2022");
        QTest::newRow("2025") << 26100u << true << QStringLiteral("2025");
    }

    void releaseIsToldByItsBuild()
    {
        QFETCH(quint32, build);
        QFETCH(bool, server);
        QFETCH(QString, id);
        const OsInfo info = osInfoOf({.major = 10, .minor = 0, .build = build, .server = server});
        QCOMPARE(info.versionId, id);
        QCOMPARE(info.version, (server ? QStringLiteral("Microsoft Windows Server ")
                                       : QStringLiteral("Microsoft Windows ")) +
                                   id);
        QCOMPARE(info.kernelRelease, QString::number(build));
        QCOMPARE(info.kernelVersion, QStringLiteral("10.0"));
        QCOMPARE(info.id, QStringLiteral("mswindows"));
        QCOMPARE(info.name, QStringLiteral("Microsoft Windows"));
        QCOMPARE(info.variant, server ? QStringLiteral("server") : QStringLiteral("client"));
        QCOMPARE(info.variantId, info.variant);
    }

    void otherVersionIsNotGuessed()
    {
        QCOMPARE(osInfoOf({.major = 6, .minor = 3, .build = 9600}).versionId, QStringLiteral("N/A"));
        QCOMPARE(osInfoOf({.major = 12, .minor = 0, .build = 30000}).version, QStringLiteral("N/A"));
        QCOMPARE(osInfoOf({.major = 12, .minor = 0, .build = 1}).kernelVersion,
                 QStringLiteral("12.0"));
    }

    void elevenIsNotCalledTenAsItsRegistryDoes()
    {
        const auto pretty = [](quint32 build, bool server, const char *name) {
            return osInfoOf({.major = 10,
                             .build = build,
                             .server = server,
                             .productName = QString::fromLatin1(name)})
                .prettyName;
        };
        QCOMPARE(pretty(22631, false, "Windows 10 Pro"), QStringLiteral("Windows 11 Pro"));
        QCOMPARE(pretty(22631, false, "Windows 11 Pro"), QStringLiteral("Windows 11 Pro"));
        QCOMPARE(pretty(19045, false, "Windows 10 Pro"), QStringLiteral("Windows 10 Pro"));
        QCOMPARE(pretty(26100, true, "Windows Server 2025 Standard"),
                 QStringLiteral("Windows Server 2025 Standard"));
        QVERIFY(!osInfoOf({.major = 10, .build = 22631}).prettyName);
    }

    void machineIsNamedAsOnLinux()
    {
        const auto machine = [](quint16 number) { return osInfoOf({.machine = number}).machine; };
        QCOMPARE(machine(0x8664), QStringLiteral("x86_64"));
        QCOMPARE(machine(0xaa64), QStringLiteral("aarch64"));
        QCOMPARE(machine(0x014c), QStringLiteral("x86"));
        QCOMPARE(machine(0), QStringLiteral("unknown"));
    }
};

QTEST_GUILESS_MAIN(OsVersionTest)
#include "os_version_test.moc"
