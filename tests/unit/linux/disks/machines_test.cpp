// SPDX-License-Identifier: Apache-2.0
// Where the disks of whole machines are found to be. Most of the machines were guests of QEMU, and
// the answers are those that qemu-ga 7.2 gave in them, with what ours tells beyond that put in:
// USB, the target of virtio-scsi, NVMe disks that are shared.
#include "platform/linux/disks/linux_disks.h"
#include "platform/linux/disks/linux_file_systems.h"
#include "tests/fakes/fake_machine.h"

#include <QTest>

using namespace ga;

class MachinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileSystemsAreAsTheHostKnowsThem_data() { addMachines(); }
    void fileSystemsAreAsTheHostKnowsThem();
    void disksAreAsTheHostKnowsThem_data() { addMachines(); }
    void disksAreAsTheHostKnowsThem();
    void machineWithoutSysfsHasFileSystemsWithoutDisks();
    void healthThatCannotBeReadIsLeftOut();

private:
    static void addMachines();
    static QString pathOf(const QString &name)
    {
        return QStringLiteral(MACHINES "/%1.json").arg(name);
    }

    template <typename T>
    static QByteArray encoded(const Result<QList<T>> &answer)
    {
        JsonWriter writer;
        Codec<QList<T>>::encode(writer, answer.value_or(QList<T>()));
        return indented(QJsonDocument::fromJson(writer.take()).array());
    }
    static QByteArray indented(const QJsonArray &array) { return QJsonDocument(array).toJson(); }
};

void MachinesTest::addMachines()
{
    QTest::addColumn<QString>("name");
    const QStringList files =
        QDir(QStringLiteral(MACHINES)).entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QTest::newRow(qPrintable(file.chopped(5))) << file.chopped(5);
}

void MachinesTest::fileSystemsAreAsTheHostKnowsThem()
{
    QFETCH(const QString, name);
    const FakeMachine machine(pathOf(name));
    LinuxFileSystems tested(machine.mounts(), machine.sysfs(), machine.properties(),
                            machine.sources());
    QCOMPARE(encoded(tested.list()), indented(machine.expected("fsinfo")));
}

void MachinesTest::disksAreAsTheHostKnowsThem()
{
    QFETCH(const QString, name);
    const FakeMachine machine(pathOf(name));
    LinuxDisks tested(machine.sysfs(), machine.properties(), machine.health());
    QCOMPARE(encoded(tested.list()), indented(machine.expected("disks")));
}

void MachinesTest::machineWithoutSysfsHasFileSystemsWithoutDisks()
{
    const FakeMachine machine(pathOf(QStringLiteral("virtio-blk")));
    LinuxFileSystems tested(machine.mounts(), SysfsTree(QByteArrayLiteral("/nonexistent")),
                            machine.properties());
    const auto list = tested.list();
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->last().name, QStringLiteral("254:0"));
    QVERIFY(list->last().disk.isEmpty());
}

void MachinesTest::healthThatCannotBeReadIsLeftOut()
{
    const FakeMachine machine(pathOf(QStringLiteral("nvme")));
    const auto unreadable = [](const QString &) -> Result<QByteArray> {
        return fail(QStringLiteral("no permission"));
    };
    const auto disks = LinuxDisks(machine.sysfs(), machine.properties(), unreadable).list();
    QVERIFY(disks);
    QCOMPARE(disks->size(), 1);
    QVERIFY(disks->first().address);
    QVERIFY(!disks->first().smart);
}

QTEST_GUILESS_MAIN(MachinesTest)
#include "machines_test.moc"
