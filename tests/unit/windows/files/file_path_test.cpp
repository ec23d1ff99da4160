// SPDX-License-Identifier: Apache-2.0
// Long paths get the prefix with which Windows takes them.
#include "platform/windows/files/file_path.h"

#include <QTest>

class FilePathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortPathsStay()
    {
        const QString path = QStringLiteral("C:\\a") + QString(255, u'x');
        QCOMPARE(path.size(), 259);
        QCOMPARE(ga::openablePath(path), path);
    }

    void longPathsGetThePrefix()
    {
        const QString path = QStringLiteral("C:\\a") + QString(256, u'x');
        QCOMPARE(ga::openablePath(path), QStringLiteral("\\\\?\\") + path);
    }

    void longSharesGetTheirOwn()
    {
        const QString rest = QStringLiteral("server\\share\\") + QString(256, u'x');
        QCOMPARE(ga::openablePath(QStringLiteral("\\\\") + rest),
                 QStringLiteral("\\\\?\\UNC\\") + rest);
    }

    void devicesStay()
    {
        for (const char *prefix : {"\\\\.\\", "\\\\?\\"}) {
            const QString path = QString::fromLatin1(prefix) + QString(300, u'x');
            QCOMPARE(ga::openablePath(path), path);
        }
    }
};

QTEST_APPLESS_MAIN(FilePathTest)
#include "file_path_test.moc"
