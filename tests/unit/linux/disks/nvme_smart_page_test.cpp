// SPDX-License-Identifier: Apache-2.0
// What is said of a device that has no health page.
#include "platform/linux/disks/nvme_smart_page.h"

#include <QTest>

using namespace ga;

class NvmeSmartPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missingDeviceIsNamed();
    void deviceThatIsNoDiskIsNamed();
};

void NvmeSmartPageTest::missingDeviceIsNamed()
{
    const auto page = readNvmeSmartPage(QStringLiteral("/nonexistent"));
    QVERIFY(!page);
    QCOMPARE(page.error().description,
             QStringLiteral("failed to open /nonexistent: No such file or directory"));
}

void NvmeSmartPageTest::deviceThatIsNoDiskIsNamed()
{
    const auto page = readNvmeSmartPage(QStringLiteral("/dev/null"));
    QVERIFY(!page);
    QCOMPARE(page.error().description, QStringLiteral("failed to read the health of /dev/null: "
                                                      "Inappropriate ioctl for device"));
}

QTEST_GUILESS_MAIN(NvmeSmartPageTest)
#include "nvme_smart_page_test.moc"
