// SPDX-License-Identifier: Apache-2.0
// Windows cuts our command lines into the words that they were made of.
#include "platform/windows/system/command_line_words.h"

#include "platform/windows/system/wide_string.h"

#include <QTest>

#include <windows.h>

#include <shellapi.h>

class CommandLineRoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowsFindsTheSameWords()
    {
        const QStringList words{QStringLiteral("C:\\Program Files\\a.exe"),
                                QString(),
                                QStringLiteral("\\\\"),
                                QStringLiteral("a\\\\\" \\b\\\\"),
                                QStringLiteral("\""),
                                QStringLiteral("%PATH% ^& |"),
                                QStringLiteral("\u00e4\u4e2d")};
        const QString line = ga::commandLineOf(words);
        int count = 0;
        wchar_t **cut = ::CommandLineToArgvW(ga::wide(line), &count);
        QStringList found;
        for (int i = 0; i < count; ++i)
            found += QString::fromWCharArray(cut[i]);
        ::LocalFree(cut);
        QCOMPARE(found, words);
    }
};

QTEST_APPLESS_MAIN(CommandLineRoundTripTest)
#include "command_line_round_trip_test.moc"
