// SPDX-License-Identifier: Apache-2.0
// Which volumes are frozen, and why the others are not.
#include "tests/unit/windows/freeze/fake_vss.h"

#include <QTest>

using namespace ga;

class VolumeSelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhyAVolumeIsLeftOut_data();
    void tellsWhyAVolumeIsLeftOut();
    void takesNamesAsWindowsDoes_data();
    void takesNamesAsWindowsDoes();
    void takesPatterns_data();
    void takesPatterns();
    void volumeWithoutMountpointIsCalledByItsName();
};

void VolumeSelectionTest::tellsWhyAVolumeIsLeftOut_data()
{
    QTest::addColumn<bool>("isFixed");
    QTest::addColumn<bool>("isReadOnly");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("reason");
    QTest::newRow("NTFS") << true << false << QStringLiteral("NTFS") << QString();
    QTest::newRow("removable") << false << false << QStringLiteral("FAT32")
                               << QStringLiteral("it is not on a fixed disk");
    QTest::newRow("unformatted") << true << false << QString()
                                 << QStringLiteral("it has no file system that Windows knows");
    QTest::newRow("read-only") << true << true << QStringLiteral("NTFS")
                               << QStringLiteral("it is read-only");
}

void VolumeSelectionTest::tellsWhyAVolumeIsLeftOut()
{
    QFETCH(bool, isFixed);
    QFETCH(bool, isReadOnly);
    QFETCH(QString, type);
    QFETCH(QString, reason);
    Volume volume = fixedVolume("c", "C:\\");
    volume.isFixed = isFixed;
    volume.isReadOnly = isReadOnly;
    volume.type = type;
    const auto choices = chooseVolumes({volume}, {}, std::nullopt);
    QCOMPARE(choices.size(), 1);
    QCOMPARE(choices.first().reason, reason);
    QCOMPARE(chosenVolumes(choices).size(), reason.isEmpty() ? 1 : 0);
}

void VolumeSelectionTest::takesNamesAsWindowsDoes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isNamed");
    const auto row = [](const char *name, bool isNamed) {
        QTest::newRow(name) << QString::fromLatin1(name) << isNamed;
    };
    row("C:\\", true);
    row("c:", true);
    row("C:/", true);
    row("c:/data/Mount", true);
    row("\\\\?\\Volume{1}\\", true);
    row("\\\\?\\Volume{1}", true);
    row("D:\\", false);
    row("C:\\data", false);
    row("", false);
}

void VolumeSelectionTest::takesNamesAsWindowsDoes()
{
    QFETCH(QString, name);
    QFETCH(bool, isNamed);
    Volume volume = fixedVolume("\\\\?\\Volume{1}\\", "C:\\");
    volume.mountpoints.append(QStringLiteral("C:\\Data\\mount\\"));
    const auto choices = chooseVolumes({volume}, {}, QList<QString>{name});
    QCOMPARE(choices.first().reason, isNamed ? QString() : QStringLiteral("not asked for"));
}

void VolumeSelectionTest::takesPatterns_data()
{
    QTest::addColumn<QString>("mountpoint");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("device");
    QTest::addColumn<bool>("isExcluded");
    const auto row = [](const char *mountpoint, const char *type, const char *device,
                        bool isExcluded) {
        QTest::addRow("%s %s %s", mountpoint, type, device)
            << QString::fromLatin1(mountpoint) << QString::fromLatin1(type)
            << QString::fromLatin1(device) << isExcluded;
    };
    row("c:", "", "", true);
    row("C:\\da*", "", "", true);
    row("*/mount", "", "", true);
    row("[b-d]:", "", "", true);
    row("[!c]:", "", "", false);
    row("?:", "", "", true);
    row("d:", "", "", false);
    row("", "ntfs", "", true);
    row("", "N.FS", "", false);
    row("", "fat*", "", false);
    row("", "", "\\Device\\HarddiskVolume*", true);
    row("", "", "*{1}*", true);
    row("", "", "*{2}*", false);
}

void VolumeSelectionTest::takesPatterns()
{
    QFETCH(QString, mountpoint);
    QFETCH(QString, type);
    QFETCH(QString, device);
    QFETCH(bool, isExcluded);
    Volume volume = fixedVolume("\\\\?\\Volume{1}\\", "C:\\");
    volume.mountpoints.append(QStringLiteral("C:\\Data\\mount\\"));
    volume.device = QStringLiteral("\\Device\\HarddiskVolume2");
    const auto list = [](const QString &pattern) {
        return pattern.isEmpty() ? QList<QString>() : QList<QString>{pattern};
    };
    const FreezeExclusions exclusions{list(mountpoint), list(type), list(device)};
    const auto choices = chooseVolumes({volume}, exclusions, std::nullopt);
    QCOMPARE(!choices.first().reason.isEmpty(), isExcluded);
}

void VolumeSelectionTest::volumeWithoutMountpointIsCalledByItsName()
{
    Volume volume = fixedVolume("\\\\?\\Volume{1}\\", "C:\\");
    volume.mountpoints.clear();
    const FreezePlan plan = freezePlan(chooseVolumes({volume}, {}, std::nullopt));
    QCOMPARE(plan.frozen.size(), 1);
    QCOMPARE(plan.frozen.first().mountpoint, volume.name);
}

QTEST_GUILESS_MAIN(VolumeSelectionTest)
#include "volume_selection_test.moc"
