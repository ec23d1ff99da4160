// SPDX-License-Identifier: Apache-2.0
// The Event Log finds the text of the agent's events in qtga.exe.
#include "platform/windows/system/wide_string.h"

#include <QDir>
#include <QTest>

#include <windows.h>

using namespace ga;

class MessageTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textOfAnEventIsItsFirstString()
    {
        const QString program = QDir::toNativeSeparators(QStringLiteral("Z:" QTGA_PROGRAM));
        const HMODULE module = ::LoadLibraryExW(wide(program), nullptr, LOAD_LIBRARY_AS_DATAFILE);
        QVERIFY2(module, qPrintable(program));
        wchar_t *text = nullptr;
        const DWORD length =
            ::FormatMessageW(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_HMODULE |
                                 FORMAT_MESSAGE_IGNORE_INSERTS,
                             module, 1, 0, reinterpret_cast<wchar_t *>(&text), 0, nullptr);
        const QString message = QString::fromWCharArray(text, int(length)).trimmed();
        ::LocalFree(text);
        ::FreeLibrary(module);
        QCOMPARE(message, QStringLiteral("%1"));
    }
};

QTEST_APPLESS_MAIN(MessageTableTest)
#include "message_table_test.moc"
