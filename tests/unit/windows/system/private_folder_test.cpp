// SPDX-License-Identifier: Apache-2.0
// The agent's folder, where somebody has made it before: what rights it has afterwards, and what
// becomes of what was in it. (Wine keeps rights as the modes of the file system below it.)
#include "platform/windows/system/private_folder.h"
#include "platform/windows/system/wide_string.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <aclapi.h>
#include <sddl.h>

using namespace ga;

namespace {

// The discretionary list of what lies at a path, in the definition language.
QString rightsOf(const QString &path)
{
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::GetNamedSecurityInfoW(wide(path), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                nullptr, nullptr, nullptr, &descriptor) != ERROR_SUCCESS)
        return QStringLiteral("(unreadable)");
    wchar_t *text = nullptr;
    ::ConvertSecurityDescriptorToStringSecurityDescriptorW(
        descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, nullptr);
    const QString rights = QString::fromWCharArray(text);
    ::LocalFree(text);
    ::LocalFree(descriptor);
    return rights;
}

bool isForEveryone(const QString &path)
{
    return rightsOf(path).contains(QLatin1StringView(";WD)"));
}

void openToEveryone(const QString &path)
{
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    QVERIFY(::ConvertStringSecurityDescriptorToSecurityDescriptorW(
        L"D:(A;OICI;FA;;;WD)", SDDL_REVISION_1, &descriptor, nullptr));
    QVERIFY(::SetFileSecurityW(wide(path), DACL_SECURITY_INFORMATION, descriptor));
    ::LocalFree(descriptor);
}

} // namespace

class PrivateFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_parent = std::make_unique<QTemporaryDir>();
        QVERIFY(m_parent->isValid());
        m_folder = QDir::toNativeSeparators(m_parent->filePath(QStringLiteral("qemu-ga")));
    }

    void missingFolderIsMade()
    {
        QVERIFY(makePrivateFolder(m_folder));
        QVERIFY(QDir(m_folder).exists());
        QVERIFY2(!isForEveryone(m_folder), qPrintable(rightsOf(m_folder)));
        QVERIFY(makePrivateFolder(m_folder));
    }

    void openFolderAndItsFilesAreClosed()
    {
        QVERIFY(QDir().mkdir(m_folder));
        openToEveryone(m_folder);
        const QString file = write("qga.state");
        openToEveryone(file);
        QVERIFY2(isForEveryone(m_folder) && isForEveryone(file), qPrintable(rightsOf(file)));
        const auto made = makePrivateFolder(m_folder);
        QVERIFY2(made, made ? "" : qPrintable(made.error().description));
        QVERIFY2(!isForEveryone(m_folder), qPrintable(rightsOf(m_folder)));
        QVERIFY2(!isForEveryone(file), qPrintable(rightsOf(file)));
        QCOMPARE(content(file), QByteArray("text"));
    }

    void folderOfAnotherOwnerIsPutAside()
    {
        QVERIFY(QDir().mkdir(m_folder));
        write("qga.state");
        int asked = 0;
        const auto made = makePrivateFolder(m_folder, [&](PSID) { return ++asked > 1; });
        QVERIFY2(made, made ? "" : qPrintable(made.error().description));
        QCOMPARE(QDir(m_folder).entryList(QDir::Files), QStringList());
        const QStringList beside =
            QDir(m_parent->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(beside.size(), 2);
        QVERIFY(beside.last().startsWith(QStringLiteral("qemu-ga.untrusted-")));
        QCOMPARE(content(m_parent->filePath(beside.last()) + QStringLiteral("/qga.state")),
                 QByteArray("text"));
    }

    void folderThatAnotherUserMakesAgainAndAgainIsAnError()
    {
        const auto made = makePrivateFolder(m_folder, [](PSID) { return false; });
        QVERIFY(!made);
        QCOMPARE(made.error().description,
                 QStringLiteral("can't make %1: another user keeps making it").arg(m_folder));
    }

    void fileInItsPlaceIsAnError()
    {
        QFile file(m_folder);
        QVERIFY(file.open(QFile::WriteOnly));
        file.close();
        const auto made = makePrivateFolder(m_folder);
        QVERIFY(!made);
        QVERIFY2(
            made.error().description.startsWith(QStringLiteral("can't make %1: ").arg(m_folder)),
            qPrintable(made.error().description));
        QVERIFY(QFile::exists(m_folder));
    }

    void linkInItsPlaceIsAnError()
    {
        const QString elsewhere =
            QDir::toNativeSeparators(m_parent->filePath(QStringLiteral("else")));
        QVERIFY(QDir().mkdir(elsewhere));
        ::CreateSymbolicLinkW(wide(m_folder), wide(elsewhere), SYMBOLIC_LINK_FLAG_DIRECTORY);
        const DWORD attributes = ::GetFileAttributesW(wide(m_folder));
        if (attributes == INVALID_FILE_ATTRIBUTES || !(attributes & FILE_ATTRIBUTE_REPARSE_POINT))
            QSKIP("no links can be made here"); // Wine only says that it has.
        const auto made = makePrivateFolder(m_folder);
        QVERIFY(!made);
        QCOMPARE(made.error().description,
                 QStringLiteral("can't make %1: it is a link").arg(m_folder));
    }

    void secondNameOfAFileElsewhereIsRemoved()
    {
        QVERIFY(QDir().mkdir(m_folder));
        const QString elsewhere =
            QDir::toNativeSeparators(m_parent->filePath(QStringLiteral("other")));
        QFile file(elsewhere);
        QVERIFY(file.open(QFile::WriteOnly) && file.write("text") == 4);
        file.close();
        const QString link = m_folder + QStringLiteral("\\audit.log");
        QVERIFY(::CreateHardLinkW(wide(link), wide(elsewhere), nullptr));
        QVERIFY(makePrivateFolder(m_folder));
        QVERIFY(!QFile::exists(link));
        QCOMPARE(content(elsewhere), QByteArray("text"));
    }

    void systemAndAdministratorsAreTrusted()
    {
        const auto isTrusted = [](const wchar_t *text) {
            PSID sid = nullptr;
            const bool trusted = ::ConvertStringSidToSidW(text, &sid) && isTrustedOwner(sid);
            ::LocalFree(sid);
            return trusted;
        };
        QVERIFY(isTrusted(L"SY"));
        QVERIFY(isTrusted(L"BA"));
        QVERIFY(!isTrusted(L"BU"));
        QVERIFY(!isTrusted(L"LS"));
        QVERIFY(!isTrusted(L"S-1-5-21-1-2-3-1007"));
    }

private:
    QString write(const char *name)
    {
        QFile file(m_folder + u'\\' + QString::fromLatin1(name));
        if (!file.open(QFile::WriteOnly) || file.write("text") != 4)
            return {};
        return file.fileName();
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    std::unique_ptr<QTemporaryDir> m_parent;
    QString m_folder;
};

QTEST_GUILESS_MAIN(PrivateFolderTest)
#include "private_folder_test.moc"
