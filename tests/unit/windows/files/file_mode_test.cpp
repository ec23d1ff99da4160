// SPDX-License-Identifier: Apache-2.0
// The modes of fopen(3), and no others.
#include "platform/windows/files/file_mode.h"

#include <QTest>

using ga::FileMode;

class FileModeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spellingsOfOneModeAreOne()
    {
        const FileMode append{.writes = true, .creates = true, .appends = true};
        QCOMPARE(ga::fileMode(QStringLiteral("a")), append);
        QCOMPARE(ga::fileMode(QStringLiteral("ab")), append);
        const FileMode update{.reads = true, .writes = true};
        for (const char *mode : {"r+", "rb+", "r+b"})
            QCOMPARE(ga::fileMode(QString::fromLatin1(mode)), update);
    }

    void eachModeDoesWhatFopenDoes()
    {
        QCOMPARE(ga::fileMode(QStringLiteral("r")), (FileMode{.reads = true}));
        QCOMPARE(ga::fileMode(QStringLiteral("wb")),
                 (FileMode{.writes = true, .creates = true, .truncates = true}));
        QCOMPARE(ga::fileMode(QStringLiteral("w+")),
                 (FileMode{.reads = true, .writes = true, .creates = true, .truncates = true}));
        QCOMPARE(ga::fileMode(QStringLiteral("a+b")),
                 (FileMode{.reads = true, .writes = true, .creates = true, .appends = true}));
    }

    void othersAreRefused()
    {
        for (const char *mode : {"", "x", "rw", "r++", "rbb", "b", "+r", "rt", "r+b+", "R", "wx"})
            QVERIFY2(!ga::fileMode(QString::fromLatin1(mode)), mode);
    }
};

QTEST_APPLESS_MAIN(FileModeTest)
#include "file_mode_test.moc"
