// SPDX-License-Identifier: Apache-2.0
// Real files of Windows, opened for the host.
#include "platform/windows/files/windows_files.h"

#include "platform/windows/system/handle.h"
#include "platform/windows/system/wide_string.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

class WindowsFilesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    WindowsFiles m_files;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString native(const QString &name) const { return QDir::toNativeSeparators(path(name)); }
    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("(none)");
    }
    void put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    std::unique_ptr<GuestFile> open(const QString &name, const char *mode)
    {
        auto file = m_files.open(name, QString::fromLatin1(mode));
        if (!file)
            qWarning().noquote() << file.error().description;
        return file ? *std::move(file) : nullptr;
    }

private Q_SLOTS:
    void bytesStayAsTheyAre()
    {
        QByteArray all("\r\n\n\r\x1a\0text", 10);
        for (int i = 0; i < 256; ++i)
            all += char(i);
        auto file = open(path(QStringLiteral("raw")), "w");
        QVERIFY(file);
        QCOMPARE(file->write(all).value(), all.size());
        QVERIFY(file->flush());
        QVERIFY(file->close());
        QCOMPARE(content(QStringLiteral("raw")), all);
        file = open(native(QStringLiteral("raw")), "r");
        QVERIFY(file);
        const auto chunk = file->read(4096);
        QCOMPARE(chunk->bytes, all);
        QVERIFY(chunk->eof);
        QVERIFY(file->flush());
    }

    void readEndsWhereItIsAskedTo()
    {
        put(QStringLiteral("ten"), "0123456789");
        auto file = open(path(QStringLiteral("ten")), "rb");
        QVERIFY(file);
        QCOMPARE(file->read(0)->bytes, QByteArray());
        auto chunk = file->read(4);
        QCOMPARE(chunk->bytes, QByteArray("0123"));
        QVERIFY(!chunk->eof);
        chunk = file->read(6);
        QCOMPARE(chunk->bytes, QByteArray("456789"));
        chunk = file->read(1);
        QCOMPARE(chunk->bytes, QByteArray());
        QVERIFY(chunk->eof);
        QCOMPARE(file->seek(-3, Whence::End).value(), 7);
        QCOMPARE(file->read(99)->bytes, QByteArray("789"));
        QCOMPARE(file->seek(2, Whence::Set).value(), 2);
        QCOMPARE(file->seek(2, Whence::Current).value(), 4);
        QVERIFY(!file->seek(-1, Whence::Set));
    }

    void largeFilesAreReadWhole()
    {
        const QByteArray large(40 * 1024 * 1024 + 7, 'x');
        auto file = open(path(QStringLiteral("large")), "w+");
        QVERIFY(file);
        QCOMPARE(file->write(large).value(), large.size());
        QCOMPARE(file->seek(0, Whence::Set).value(), 0);
        const auto chunk = file->read(48 * 1024 * 1024);
        QVERIFY(chunk->bytes == large);
        QVERIFY(chunk->eof);
    }

    void appendingGoesToTheEndWhereverItStands()
    {
        put(QStringLiteral("log"), "one\n");
        auto file = open(path(QStringLiteral("log")), "a+");
        QVERIFY(file);
        QCOMPARE(file->read(3)->bytes, QByteArray("one"));
        QCOMPARE(file->seek(0, Whence::Set).value(), 0);
        QCOMPARE(file->write("two\n").value(), 4);
        QVERIFY(file->close());
        QCOMPARE(content(QStringLiteral("log")), QByteArray("one\ntwo\n"));
    }

    void writingEmptiesAndUpdatingDoesNot()
    {
        put(QStringLiteral("old"), "old content");
        QVERIFY(open(path(QStringLiteral("old")), "r+")->write("NEW"));
        QCOMPARE(content(QStringLiteral("old")), QByteArray("NEW content"));
        QVERIFY(open(path(QStringLiteral("old")), "w")->write("x"));
        QCOMPARE(content(QStringLiteral("old")), QByteArray("x"));
    }

    void hiddenFilesCanBeWritten()
    {
        put(QStringLiteral("hidden"), "secret");
        const QString name = native(QStringLiteral("hidden"));
        QVERIFY(::SetFileAttributesW(wide(name), FILE_ATTRIBUTE_HIDDEN));
        auto file = open(name, "w");
        QVERIFY(file);
        QVERIFY(file->close());
        QVERIFY(::GetFileAttributesW(wide(name)) & FILE_ATTRIBUTE_HIDDEN);
        QCOMPARE(content(QStringLiteral("hidden")), QByteArray());
    }

    void filesThatOthersWriteCanBeRead()
    {
        const QString name = native(QStringLiteral("busy"));
        const Handle other(::CreateFileW(wide(name), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                                         CREATE_ALWAYS, 0, nullptr));
        QVERIFY(other.isValid());
        DWORD written = 0;
        QVERIFY(::WriteFile(other.get(), "busy", 4, &written, nullptr));
        auto file = open(name, "r");
        QVERIFY(file);
        QCOMPARE(file->read(10)->bytes, QByteArray("busy"));
        QVERIFY(!m_files.open(name, QStringLiteral("a")));
    }

    void namesMayBeLongAndOfAnyLanguage()
    {
        QString folder = native(QStringLiteral("\u4e2d\u00e4 deep"));
        while (folder.size() < 300)
            folder += QStringLiteral("\\") + QString(40, u'd');
        QVERIFY(QDir().mkpath(folder));
        const QString name = folder + QStringLiteral("\\\U0001f600.txt");
        auto file = open(name, "w");
        QVERIFY(file);
        QVERIFY(file->write("deep"));
        QVERIFY(file->close());
        file = open(QDir::fromNativeSeparators(name), "r");
        QVERIFY(file);
        QCOMPARE(file->read(10)->bytes, QByteArray("deep"));
    }

    void failuresSayWhatAndWhy()
    {
        const QString name = path(QStringLiteral("none"));
        const auto missing = m_files.open(name, QStringLiteral("r"));
        QVERIFY(!missing);
        QVERIFY2(missing.error().description.startsWith(
                     QStringLiteral("failed to open file '%1' (mode: 'r'): ").arg(name)),
                 qPrintable(missing.error().description));
        QCOMPARE(missing.error().systemError, int(ERROR_FILE_NOT_FOUND));
        QVERIFY(!m_files.open(m_folder.path(), QStringLiteral("r")));
        QCOMPARE(m_files.open(name, QStringLiteral("x")).error().description,
                 QStringLiteral("invalid file open mode 'x'"));
        put(QStringLiteral("ro"), "x");
        auto file = open(path(QStringLiteral("ro")), "r");
        const auto refused = file->write("y");
        QVERIFY(!refused);
        QVERIFY(refused.error().description.startsWith(QStringLiteral("failed to write to file: ")));
    }

    void emptyPipeIsAnErrorAndNotAWait()
    {
        const QString name = QStringLiteral("\\\\.\\pipe\\qtga-files-test");
        const Handle server(::CreateNamedPipeW(wide(name), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE, 1,
                                               4096, 4096, 0, nullptr));
        QVERIFY(server.isValid());
        auto file = open(name, "r+");
        QVERIFY(file);
        QVERIFY(!file->read(10));
        DWORD written = 0;
        QVERIFY(::WriteFile(server.get(), "abc", 3, &written, nullptr));
        const auto chunk = file->read(10);
        QVERIFY(chunk);
        QCOMPARE(chunk->bytes, QByteArray("abc"));
        QVERIFY(!chunk->eof);
    }
};

QTEST_GUILESS_MAIN(WindowsFilesTest)
#include "windows_files_test.moc"
