// SPDX-License-Identifier: Apache-2.0
// The decoder of an NVMe controller's health page.
#include "platform/common/nvme_smart.h"

#include <QTest>

using namespace ga;

class NvmeSmartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsReadFromItsPlace();
    void shortPageIsRefused();
};

// Each byte has its own value, so that a field that is read from another place is another number.
void NvmeSmartTest::everyFieldIsReadFromItsPlace()
{
    QByteArray page(nvmeSmartPageSize, '\0');
    for (qsizetype i = 0; i < page.size(); ++i)
        page[i] = char(i);
    const auto smart = decodeNvmeSmart(page);
    QVERIFY(smart);
    QCOMPARE(smart->criticalWarning, 0x00);
    QCOMPARE(smart->temperature, 0x0201);
    QCOMPARE(smart->availableSpare, 3);
    QCOMPARE(smart->availableSpareThreshold, 4);
    QCOMPARE(smart->percentageUsed, 5);
    QCOMPARE(smart->dataUnitsReadLow, Q_UINT64_C(0x2726252423222120));
    QCOMPARE(smart->dataUnitsReadHigh, Q_UINT64_C(0x2f2e2d2c2b2a2928));
    QCOMPARE(smart->dataUnitsWrittenLow, Q_UINT64_C(0x3736353433323130));
    QCOMPARE(smart->dataUnitsWrittenHigh, Q_UINT64_C(0x3f3e3d3c3b3a3938));
    QCOMPARE(smart->hostReadCommandsLow, Q_UINT64_C(0x4746454443424140));
    QCOMPARE(smart->hostReadCommandsHigh, Q_UINT64_C(0x4f4e4d4c4b4a4948));
    QCOMPARE(smart->hostWriteCommandsLow, Q_UINT64_C(0x5756555453525150));
    QCOMPARE(smart->hostWriteCommandsHigh, Q_UINT64_C(0x5f5e5d5c5b5a5958));
    QCOMPARE(smart->controllerBusyTimeLow, Q_UINT64_C(0x6766656463626160));
    QCOMPARE(smart->controllerBusyTimeHigh, Q_UINT64_C(0x6f6e6d6c6b6a6968));
    QCOMPARE(smart->powerCyclesLow, Q_UINT64_C(0x7776757473727170));
    QCOMPARE(smart->powerCyclesHigh, Q_UINT64_C(0x7f7e7d7c7b7a7978));
    QCOMPARE(smart->powerOnHoursLow, Q_UINT64_C(0x8786858483828180));
    QCOMPARE(smart->powerOnHoursHigh, Q_UINT64_C(0x8f8e8d8c8b8a8988));
    QCOMPARE(smart->unsafeShutdownsLow, Q_UINT64_C(0x9796959493929190));
    QCOMPARE(smart->unsafeShutdownsHigh, Q_UINT64_C(0x9f9e9d9c9b9a9998));
    QCOMPARE(smart->mediaErrorsLow, Q_UINT64_C(0xa7a6a5a4a3a2a1a0));
    QCOMPARE(smart->mediaErrorsHigh, Q_UINT64_C(0xafaeadacabaaa9a8));
    QCOMPARE(smart->errorLogEntriesLow, Q_UINT64_C(0xb7b6b5b4b3b2b1b0));
    QCOMPARE(smart->errorLogEntriesHigh, Q_UINT64_C(0xbfbebdbcbbbab9b8));
}

void NvmeSmartTest::shortPageIsRefused()
{
    for (const qsizetype size : {qsizetype(0), qsizetype(1), nvmeSmartPageSize - 1})
        QVERIFY(!decodeNvmeSmart(QByteArray(size, '\1')));
}

QTEST_GUILESS_MAIN(NvmeSmartTest)
#include "nvme_smart_test.moc"
