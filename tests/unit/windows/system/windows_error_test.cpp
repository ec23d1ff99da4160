// SPDX-License-Identifier: Apache-2.0
// Errors of Windows as the host reads them.
#include "platform/windows/system/windows_error.h"

#include <QTest>

class WindowsErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsOneSentenceWithoutItsFullStop()
    {
        const ga::Error error = ga::windowsError(QStringLiteral("failed"), ERROR_FILE_NOT_FOUND);
        QVERIFY2(error.description.startsWith(QStringLiteral("failed: ")), qPrintable(error.description));
        QVERIFY(!error.description.endsWith(u'.'));
        QVERIFY(!error.description.contains(u'\n'));
        QCOMPARE(error.systemError, int(ERROR_FILE_NOT_FOUND));
    }

    void unknownCodeIsShownAsItsNumber()
    {
        QCOMPARE(ga::windowsErrorText(0x2badcafe), QStringLiteral("Windows error 0x2badcafe"));
    }
};

QTEST_APPLESS_MAIN(WindowsErrorTest)
#include "windows_error_test.moc"
