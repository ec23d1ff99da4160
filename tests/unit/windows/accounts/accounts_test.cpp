// SPDX-License-Identifier: Apache-2.0
// Passwords and keys of Windows users, on a machine that exists in this test only.
#include "platform/windows/accounts/windows_authorized_keys.h"
#include "platform/windows/accounts/windows_passwords.h"

#include <QHash>
#include <QTest>

using namespace ga;

namespace {

struct Machine
{
    QHash<QString, WindowsAccount> accounts;
    QHash<QString, QByteArray> files; // By path.
    QHash<QString, QString> rights;   // Of files, by path.
    QHash<QString, QString> passwords;
    QString refusal;
};

class FakeCalls : public AccountCalls
{
public:
    explicit FakeCalls(Machine &machine)
        : m_machine(machine)
    {}

    Result<WindowsAccount> lookUp(const QString &user) override
    {
        if (!m_machine.accounts.contains(user))
            return fail(QStringLiteral("User %1 was not found").arg(user));
        return m_machine.accounts.value(user);
    }
    Result<QString> createProfile(const WindowsAccount &account) override
    {
        if (!m_machine.refusal.isEmpty())
            return fail(m_machine.refusal);
        const QString profile = QStringLiteral("C:\\Users\\") + account.name;
        m_machine.accounts[account.name].profile = profile;
        return profile;
    }
    QString programData() override { return QStringLiteral("P:\\Data"); }

    Result<std::optional<QByteArray>> read(const AuthorizedKeysFile &file) override
    {
        if (!m_machine.refusal.isEmpty())
            return fail(m_machine.refusal);
        const auto found = m_machine.files.constFind(file.path());
        return found == m_machine.files.constEnd() ? std::nullopt : std::optional(*found);
    }
    Result<Nothing> replace(const AuthorizedKeysFile &file, const QByteArray &content) override
    {
        m_machine.files[file.path()] = content;
        m_machine.rights[file.path()] = file.fileRights;
        return Nothing{};
    }

    Result<Nothing> setPassword(const QString &user, const QString &password) override
    {
        m_machine.passwords[user] = password;
        return Nothing{};
    }

private:
    Machine &m_machine;
};

const QString annasKeys = QStringLiteral("C:\\Users\\anna\\.ssh\\authorized_keys");
const QString adminsKeys = QStringLiteral("P:\\Data\\ssh\\administrators_authorized_keys");
const QString anna = QStringLiteral("anna");
const QString root = QStringLiteral("root");
const QString fresh = QStringLiteral("fresh");

} // namespace

class AccountsTest : public QObject
{
    Q_OBJECT

private:
    Machine m_machine;

    WindowsAuthorizedKeys keys()
    {
        return WindowsAuthorizedKeys(std::make_unique<FakeCalls>(m_machine));
    }
    WindowsPasswords passwords()
    {
        return WindowsPasswords(std::make_unique<FakeCalls>(m_machine));
    }

private Q_SLOTS:
    void init()
    {
        m_machine = {};
        m_machine.accounts[anna] = {anna, QStringLiteral("S-1-5-21-1"), false,
                                    QStringLiteral("C:\\Users\\anna")};
        m_machine.accounts[root] = {root, QStringLiteral("S-1-5-21-2"), true,
                                    QStringLiteral("C:\\Users\\root")};
        m_machine.accounts[fresh] = {fresh, QStringLiteral("S-1-5-21-3"), false, QString()};
    }

    void userHasTheKeysOfTheProfile()
    {
        QVERIFY(keys().add(anna, {QStringLiteral("k1"), QStringLiteral("k2")}, false));
        QCOMPARE(m_machine.files.value(annasKeys), QByteArray("k1\nk2\n"));
        QCOMPARE(keys().list(anna)->keys,
                 (QList<QString>{QStringLiteral("k2"), QStringLiteral("k1")}));
    }

    void administratorsShareOneFile()
    {
        QVERIFY(keys().add(root, {QStringLiteral("k")}, false));
        QCOMPARE(m_machine.files.keys(), QList<QString>{adminsKeys});
    }

    // sshd refuses files that others may write.
    void onlySystemAdministratorsAndTheUserHaveRights()
    {
        QVERIFY(keys().add(anna, {QStringLiteral("k")}, false));
        QVERIFY(keys().add(root, {QStringLiteral("k")}, false));
        QCOMPARE(m_machine.rights.value(annasKeys),
                 QStringLiteral("D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;S-1-5-21-1)"));
        QCOMPARE(m_machine.rights.value(adminsKeys), QStringLiteral("D:P(A;;FA;;;SY)(A;;FA;;;BA)"));
        const AuthorizedKeysFile file = keyFileOf(m_machine.accounts.value(anna), QString());
        QCOMPARE(file.folderRights,
                 QStringLiteral("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1)"));
    }

    void addedKeysComeOnceAndResetReplaces()
    {
        m_machine.files[annasKeys] = "old\r\n";
        QVERIFY(keys().add(anna, {QStringLiteral("new"), QStringLiteral("old")}, false));
        QCOMPARE(m_machine.files.value(annasKeys), QByteArray("old\r\nnew\n"));
        QVERIFY(keys().add(anna, {QStringLiteral("only")}, true));
        QCOMPARE(m_machine.files.value(annasKeys), QByteArray("only\n"));
    }

    void profileIsMadeForTheFirstKey()
    {
        QVERIFY(keys().add(fresh, {QStringLiteral("k")}, false));
        QVERIFY(
            m_machine.files.contains(QStringLiteral("C:\\Users\\fresh\\.ssh\\authorized_keys")));
    }

    void profileThatCannotBeMadeIsAnError()
    {
        m_machine.refusal = QStringLiteral("no");
        QCOMPARE(keys().add(fresh, {QStringLiteral("k")}, false).error().description,
                 QStringLiteral("no"));
        QVERIFY(m_machine.files.isEmpty());
    }

    void keysAreRemoved()
    {
        m_machine.files[annasKeys] = "a\nb\n";
        QVERIFY(keys().remove(anna, {QStringLiteral("a"), QStringLiteral("c")}));
        QCOMPARE(m_machine.files.value(annasKeys), QByteArray("b\n"));
    }

    void removingWhereThereIsNothingIsDone()
    {
        QVERIFY(keys().remove(anna, {QStringLiteral("a")}));
        QVERIFY(keys().remove(fresh, {QStringLiteral("a")}));
        QVERIFY(m_machine.files.isEmpty());
    }

    void missingFileCannotBeListed()
    {
        QCOMPARE(keys().list(anna).error().description,
                 QStringLiteral("failed to read '%1': there is no such file").arg(annasKeys));
        QVERIFY(!keys().list(fresh));
    }

    void unknownUserIsNamed()
    {
        const QString text = QStringLiteral("User nobody was not found");
        const QString nobody = QStringLiteral("nobody");
        QCOMPARE(keys().list(nobody).error().description, text);
        QCOMPARE(keys().add(nobody, {}, false).error().description, text);
        QCOMPARE(keys().remove(nobody, {}).error().description, text);
    }

    void lineThatIsNoKeyIsRefused()
    {
        for (const char *key : {"# comment", "a\nb"}) {
            const QString text = QString::fromLatin1(key);
            QCOMPARE(keys().add(anna, {text}, false).error().description,
                     QStringLiteral("invalid OpenSSH public key: '%1'").arg(text));
            QVERIFY(!keys().remove(anna, {text}));
        }
        QVERIFY(m_machine.files.isEmpty());
    }

    // What can't be read must not be taken for empty, and so be lost.
    void unreadableFileIsNotReplaced()
    {
        m_machine.refusal = QStringLiteral("failed to read");
        m_machine.files[annasKeys] = "a\n";
        QVERIFY(!keys().add(anna, {QStringLiteral("b")}, false));
        QVERIFY(!keys().remove(anna, {QStringLiteral("a")}));
        QCOMPARE(m_machine.files.value(annasKeys), QByteArray("a\n"));
    }

    void passwordIsSet()
    {
        QVERIFY(passwords().set(anna, "gr\xc3\xbc\xc3\x9f", false));
        QCOMPARE(m_machine.passwords.value(anna), QStringLiteral("gr\u00fc\u00df"));
    }

    void passwordThatWindowsCannotTakeIsRefused()
    {
        QCOMPARE(passwords().set(anna, "x", true).error().description,
                 QStringLiteral("'crypted' must be off on this host"));
        for (const QByteArray &password : {QByteArray("a\0b", 3), QByteArray("\xff")})
            QCOMPARE(passwords().set(anna, password, false).error().description,
                     QStringLiteral("forbidden characters in raw password"));
        QCOMPARE(passwords().set(QString(QChar(u'\0')), "x", false).error().description,
                 QStringLiteral("forbidden characters in username"));
        QVERIFY(m_machine.passwords.isEmpty());
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "accounts_test.moc"
