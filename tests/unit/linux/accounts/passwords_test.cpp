// SPDX-License-Identifier: Apache-2.0
// What chpasswd(8) gets to read; it is a script that writes it down.
#include "platform/linux/accounts/linux_passwords.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

class PasswordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void passwordIsFedToChpasswd_data();
    void passwordIsFedToChpasswd();
    void passwordIsNotAnArgument();
    void forbiddenCharacters_data();
    void forbiddenCharacters();
    void whatChpasswdSaysIsTold();
    void missingChpasswdIsTold();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1String(name)); }
    QByteArray readFile(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setChpasswd(const QByteArray &script) const
    {
        QFile file(path("chpasswd"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\ncd '" + QFile::encodeName(m_directory->path()) + "'\n" + script +
                   '\n');
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    }
    static QString errorOf(const Result<Nothing> &result)
    {
        return result ? QStringLiteral("no error") : result.error().description;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_searchPath;
};

void PasswordsTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_searchPath = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(m_directory->path()));
}

void PasswordsTest::cleanup()
{
    qputenv("PATH", m_searchPath);
    m_directory.reset();
}

void PasswordsTest::passwordIsFedToChpasswd_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("crypted");
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("raw") << QByteArray("secret") << false << QByteArray();
    QTest::newRow("raw with a colon") << QByteArray("p:w") << false << QByteArray();
    QTest::newRow("raw, empty") << QByteArray() << false << QByteArray();
    QTest::newRow("raw, not UTF-8") << QByteArray("\xff\xfe") << false << QByteArray();
    QTest::newRow("crypted") << QByteArray("$6$x") << true << QByteArray("-e");
}

void PasswordsTest::passwordIsFedToChpasswd()
{
    QFETCH(QByteArray, password);
    QFETCH(bool, crypted);
    setChpasswd("/bin/cat > input; printf '%s' \"$*\" > arguments");
    QVERIFY(LinuxPasswords::create()->set(QStringLiteral("jörg"), password, crypted));
    QCOMPARE(readFile("input"), QByteArray("jörg:" + password + "\n"));
    QTEST(readFile("arguments"), "arguments");
}

void PasswordsTest::passwordIsNotAnArgument()
{
    setChpasswd("/bin/cat /proc/self/environ /proc/$$/cmdline > seen");
    QVERIFY(LinuxPasswords::create()->set(QStringLiteral("joe"), "a-secret", false));
    QVERIFY(!readFile("seen").isEmpty());
    QVERIFY(!readFile("seen").contains("a-secret"));
}

void PasswordsTest::forbiddenCharacters_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("crypted");
    QTest::addColumn<QString>("error");
    const QString inPassword = QStringLiteral("forbidden characters in raw password");
    const QString inUser = QStringLiteral("forbidden characters in username");
    const QString joe = QStringLiteral("joe");
    QTest::newRow("line feed in the password")
        << joe << QByteArray("a\nroot:b") << false << inPassword;
    QTest::newRow("NUL in the password") << joe << QByteArray("a\0b", 3) << false << inPassword;
    QTest::newRow("line feed in the crypted password")
        << joe << QByteArray("a\n") << true << inPassword;
    QTest::newRow("colon in the crypted password")
        << joe << QByteArray("a:b") << true << inPassword;
    QTest::newRow("colon in the name")
        << QStringLiteral("jo:e") << QByteArray("a") << false << inUser;
    QTest::newRow("line feed in the name")
        << QStringLiteral("joe\n") << QByteArray("a") << false << inUser;
    QTest::newRow("NUL in the name")
        << QString(QStringLiteral("root") + QChar(u'\0')) << QByteArray("a") << false << inUser;
}

void PasswordsTest::forbiddenCharacters()
{
    QFETCH(QString, user);
    QFETCH(QByteArray, password);
    QFETCH(bool, crypted);
    setChpasswd("echo > called");
    QTEST(errorOf(LinuxPasswords::create()->set(user, password, crypted)), "error");
    QVERIFY(!QFile::exists(path("called")));
}

void PasswordsTest::whatChpasswdSaysIsTold()
{
    setChpasswd("echo 'chpasswd: (line 1, user joe) password not changed' >&2; exit 1");
    QCOMPARE(errorOf(LinuxPasswords::create()->set(QStringLiteral("joe"), "x", false)),
             QStringLiteral("child process has failed to set user password: "
                            "chpasswd: (line 1, user joe) password not changed\n"));
}

void PasswordsTest::missingChpasswdIsTold()
{
    QCOMPARE(LinuxPasswords::create().reason(),
             QStringLiteral("no program chpasswd is in the agent's PATH"));
    QCOMPARE(errorOf(LinuxPasswords().set(QStringLiteral("joe"), "x", false)),
             QStringLiteral("child process has failed to set user password: "
                            "failed to exec 'chpasswd': No such file or directory\n"));
}

QTEST_GUILESS_MAIN(PasswordsTest)
#include "passwords_test.moc"
