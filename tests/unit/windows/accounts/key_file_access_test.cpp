// SPDX-License-Identifier: Apache-2.0
// A file of keys on a real file system: made, replaced, and not followed to elsewhere.
#include "platform/windows/accounts/key_file_access.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

class KeyFileAccessTest : public QObject
{
    Q_OBJECT

private:
    AuthorizedKeysFile m_file;
    std::unique_ptr<QTemporaryDir> m_directory;

    QByteArray content() const
    {
        QFile file(m_file.path());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
        const WindowsAccount everyone{QStringLiteral("u"), QStringLiteral("S-1-1-0"), false,
                                      QDir::toNativeSeparators(m_directory->path())};
        m_file = keyFileOf(everyone, QString());
    }

    void missingFileAndFolderAreNothing()
    {
        const auto missing = readKeyFile(m_file);
        QVERIFY(missing);
        QVERIFY(!*missing);
        QVERIFY(QDir(m_file.base).mkdir(m_file.folder));
        QVERIFY(!*readKeyFile(m_file));
    }

    void folderAndFileAreMade()
    {
        const auto written = replaceKeyFile(m_file, "key\n");
        QVERIFY2(written, written ? "" : qPrintable(written.error().description));
        QCOMPARE(content(), QByteArray("key\n"));
        QCOMPARE(**readKeyFile(m_file), QByteArray("key\n"));
    }

    void fileIsReplacedAndNothingIsLeft()
    {
        QVERIFY(replaceKeyFile(m_file, "long long content\n"));
        QVERIFY(replaceKeyFile(m_file, ""));
        QCOMPARE(content(), QByteArray());
        QCOMPARE(QDir(m_file.directory()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{m_file.file});
    }

    void missingBaseIsAnError()
    {
        m_file.base += QStringLiteral("\\nowhere");
        const auto refused = replaceKeyFile(m_file, "key\n");
        QVERIFY(!refused);
        QVERIFY(refused.error().description.startsWith(
            QStringLiteral("failed to create directory '%1': ").arg(m_file.directory())));
    }

    void folderInTheFilesPlaceIsAnError()
    {
        QVERIFY(QDir().mkpath(m_file.path()));
        const auto refused = replaceKeyFile(m_file, "key\n");
        QVERIFY(!refused);
        QVERIFY(refused.error().description.startsWith(
            QStringLiteral("failed to write to '%1': ").arg(m_file.path())));
        QCOMPARE(QDir(m_file.directory()).entryList(QDir::Files), QStringList());
        QVERIFY(!readKeyFile(m_file));
    }

    void tooLargeFileIsNotRead()
    {
        QVERIFY(QDir(m_file.base).mkdir(m_file.folder));
        QFile file(m_file.path());
        QVERIFY(file.open(QFile::WriteOnly) && file.resize(9 * 1024 * 1024));
        file.close();
        QVERIFY(!readKeyFile(m_file));
    }
};

QTEST_GUILESS_MAIN(KeyFileAccessTest)
#include "key_file_access_test.moc"
