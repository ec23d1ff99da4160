// SPDX-License-Identifier: Apache-2.0
// A disk that does not answer keeps nobody, and what was wanted last is what it comes to.
#include "app/patient_switch.h"

#include <QList>
#include <QTest>

#include <memory>
#include <mutex>

using namespace ga;

namespace {

// Does not answer while `disk` is locked.
struct Disk
{
    std::mutex disk;
    std::mutex mutex;
    QList<bool> applied; // Guarded by `mutex`.

    QList<bool> all()
    {
        const std::lock_guard lock(mutex);
        return applied;
    }
};

PatientSwitch switchOn(const std::shared_ptr<Disk> &disk)
{
    return PatientSwitch(QStringLiteral("/mark"), [disk](bool isOn) -> Result<Nothing> {
        const std::lock_guard answers(disk->disk);
        const std::lock_guard lock(disk->mutex);
        disk->applied.append(isOn);
        return Nothing{};
    });
}

} // namespace

class PatientSwitchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfIt();
    void waitsForNoDeadDisk();
};

void PatientSwitchTest::tellsWhatBecameOfIt()
{
    PatientSwitch mark(QStringLiteral("/mark"), [](bool isOn) -> Result<Nothing> {
        if (isOn)
            return fail(QStringLiteral("full"));
        return Nothing{};
    });
    const auto set = mark.set(true);
    QVERIFY(!set);
    QCOMPARE(set.error().description, QStringLiteral("full"));
    QVERIFY(mark.set(false));
}

void PatientSwitchTest::waitsForNoDeadDisk()
{
    const auto disk = std::make_shared<Disk>();
    auto mark = switchOn(disk);
    {
        const std::lock_guard dead(disk->disk);
        for (const bool isOn : {true, false}) {
            const auto set = mark.set(isOn);
            QVERIFY(!set);
            QCOMPARE(set.error().description, QStringLiteral("'/mark' has not answered for 2 s"));
        }
    }
    QVERIFY(mark.set(true));
    QCOMPARE(disk->all().first(), true);
    QCOMPARE(disk->all().last(), true);
    QVERIFY(mark.set(false));
    QCOMPARE(disk->all().last(), false);
}

QTEST_GUILESS_MAIN(PatientSwitchTest)
#include "patient_switch_test.moc"
