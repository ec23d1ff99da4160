// SPDX-License-Identifier: Apache-2.0
// Real links in a real folder: none leads out, nothing is made or emptied behind one.
#include "platform/windows/files/windows_files.h"

#include "platform/windows/system/wide_string.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <windows.h>

using namespace ga;

// OUT/secret is outside of OUT/in, the directory that is allowed.
class WindowsOpenBeneathTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    WindowsFiles m_files;

    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QString native(const char *name) const { return QDir::toNativeSeparators(path(name)); }

    void put(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("(none)");
    }
    // False where Windows makes none: Wine, and who hasn't the right to.
    bool link(const char *name, const char *target, DWORD flags) const
    {
        ::CreateSymbolicLinkW(wide(native(name)), wide(native(target)), flags);
        const DWORD attributes = ::GetFileAttributesW(wide(native(name)));
        return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT);
    }

    // What is read: the contents, "refused", or the error.
    QByteArray read(const QString &file)
    {
        auto opened = m_files.openBeneath(file, QStringLiteral("r"), {native("in")});
        if (!opened)
            return "error " + QByteArray::number(opened.error().systemError);
        return *opened ? (*opened)->read(100)->bytes : QByteArray("refused");
    }
    QByteArray write(const char *name)
    {
        auto opened = m_files.openBeneath(path(name), QStringLiteral("w"), {native("in")});
        if (!opened)
            return "error " + QByteArray::number(opened.error().systemError);
        return *opened && (*opened)->write("new") ? "written" : "refused";
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("in/sub")));
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("out")));
        put("secret", "secret");
        put("out/secret", "secret");
        put("in/plain", "plain");
        put("in/sub/deep", "deep");
    }

    void whatLiesBeneathIsOpened()
    {
        QCOMPARE(read(path("in/plain")), QByteArray("plain"));
        QCOMPARE(read(native("in/sub/../plain")), QByteArray("plain"));
        QCOMPARE(read(path("in//./sub/deep")), QByteArray("deep"));
        QCOMPARE(read(path("in/SUB/Deep")), QByteArray("deep"));
        QCOMPARE(read(path("in/missing")), "error " + QByteArray::number(ERROR_FILE_NOT_FOUND));
        QCOMPARE(read(path("in/none/missing")),
                 "error " + QByteArray::number(ERROR_FILE_NOT_FOUND));
        QVERIFY(read(path("in/sub")).startsWith("error "));
        QVERIFY(read(path("in")).startsWith("error "));
    }

    void whatDoesNotIsRefused()
    {
        for (const char *name :
             {"secret", "in/../secret", "in/plain::$DATA", "in/NUL", "in/plain."})
            QCOMPARE(read(path(name)), QByteArray("refused"));
    }

    void writingMakesAndEmpties()
    {
        QCOMPARE(write("in/made"), QByteArray("written"));
        QCOMPARE(content("in/made"), QByteArray("new"));
        put("in/old", "something long");
        QCOMPARE(write("in/old"), QByteArray("written"));
        QCOMPARE(content("in/old"), QByteArray("new"));
        auto file = m_files.openBeneath(path("in/old"), QStringLiteral("a"), {native("in")});
        QVERIFY(file && *file);
        QVERIFY((*file)->write("er"));
        QVERIFY((*file)->close());
        QCOMPARE(content("in/old"), QByteArray("newer"));
    }

    void noLinkIsFollowed()
    {
        if (!link("in/link", "secret", 0) ||
            !link("in/folder", "out", SYMBOLIC_LINK_FLAG_DIRECTORY) ||
            !link("in/inside", "in/plain", 0) || !link("in/dangling", "made", 0))
            QSKIP("no links can be made here");
        for (const char *name : {"in/link", "in/folder/secret", "in/inside"}) {
            QVERIFY2(read(path(name)) == "refused", name);
            QVERIFY2(write(name) == "refused", name);
        }
        QCOMPARE(write("in/dangling"), QByteArray("refused"));
        QCOMPARE(write("in/folder/made"), QByteArray("refused"));
        QVERIFY(!QFile::exists(path("made")));
        QVERIFY(!QFile::exists(path("out/made")));
        QCOMPARE(content("secret"), QByteArray("secret"));
        QCOMPARE(content("out/secret"), QByteArray("secret"));
        QCOMPARE(content("in/plain"), QByteArray("plain"));
    }

    // Wine shows what is mounted on a folder as Windows does a volume's folder.
    void noMountedFolderIsEntered()
    {
        const QString file = QStringLiteral("Z:\\proc\\version");
        if (!QFile::exists(file))
            QSKIP("this is not Wine");
        const auto outside =
            m_files.openBeneath(file, QStringLiteral("r"), {QStringLiteral("Z:\\")});
        QVERIFY(outside && !*outside);
        const auto inside =
            m_files.openBeneath(file, QStringLiteral("r"), {QStringLiteral("Z:\\proc")});
        QVERIFY(inside && *inside);
    }

    void anyOfTheDirectoriesWillDo()
    {
        const auto opened = m_files.openBeneath(path("in/plain"), QStringLiteral("r"),
                                                {native("out"), native("in/sub"), native("in")});
        QVERIFY(opened && *opened);
        const auto none = m_files.openBeneath(path("in/plain"), QStringLiteral("r"), {});
        QVERIFY(none && !*none);
    }
};

QTEST_GUILESS_MAIN(WindowsOpenBeneathTest)
#include "open_beneath_test.moc"
