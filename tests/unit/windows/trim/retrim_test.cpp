// SPDX-License-Identifier: Apache-2.0
// What defrag.exe is asked for, and what is made of its answer.
#include "platform/windows/trim/retrim.h"

#include <QTest>

using namespace ga;

namespace {

Volume volume(const QStringList &paths, bool fixed = true)
{
    return {.name = QStringLiteral("\\\\?\\Volume{1}\\"),
            .mountpoints = paths,
            .type = QStringLiteral("NTFS"),
            .isFixed = fixed};
}

QByteArray utf16(const QString &text)
{
    return {reinterpret_cast<const char *>(text.utf16()), text.size() * 2};
}

const QString refusal = QStringLiteral(
    "The operation is not supported by the hardware backing the volume. (0x8900002A)");

} // namespace

class RetrimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedVolumesThatAreMountedAreTrimmed()
    {
        Volume raw = volume({QStringLiteral("E:\\")});
        raw.type.clear();
        const QStringList paths =
            retrimPaths({volume({QStringLiteral("C:\\")}), volume({QStringLiteral("D:\\")}, false),
                         volume({}), volume({QStringLiteral("C:\\data\\")}), raw});
        QCOMPARE(paths, (QStringList{QStringLiteral("C:\\"), QStringLiteral("C:\\data\\")}));
    }

    void pathIsNamedWithoutItsLastBackslash()
    {
        QCOMPARE(retrimArguments(QStringLiteral("C:\\")),
                 (QStringList{QStringLiteral("C:"), QStringLiteral("/L")}));
        QCOMPARE(retrimArguments(QStringLiteral("C:\\my data\\")).first(),
                 QStringLiteral("C:\\my data"));
    }

    void successHasNoError()
    {
        QVERIFY(!retrimError(0, "Invoking slab retrim on (C:)...\r\n\r\nThe operation completed "
                                "successfully.\r\n"));
        QVERIFY(!retrimError(0, {}));
    }

    void errorIsTheLineWithItsNumber()
    {
        const QString output = QStringLiteral("\r\nInvoking retrim on (D:)...\r\n\r\n  ") + refusal +
                               QStringLiteral("\r\n");
        QCOMPARE(retrimError(0, output.toLatin1()), refusal);
        QCOMPARE(retrimError(0x8900002a, output.toLatin1()), refusal);
    }

    void outputMayBeUtf16()
    {
        const QString output = QStringLiteral("Überflüssige Blöcke …\r\n") + refusal;
        QCOMPARE(retrimError(0, utf16(output)), refusal);
        QCOMPARE(retrimError(0, QByteArray("\xff\xfe") + utf16(output)), refusal);
    }

    void silentFailureHasItsExitCode()
    {
        QCOMPARE(retrimError(0x89000001, "\r\n"),
                 QStringLiteral("defrag.exe ended with exit code 0x89000001"));
    }
};

QTEST_GUILESS_MAIN(RetrimTest)
#include "retrim_test.moc"
