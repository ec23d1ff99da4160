// SPDX-License-Identifier: Apache-2.0
// Reading and writing ~/.ssh/authorized_keys, and what a user can't make the agent do with it.
#include "platform/linux/accounts/linux_authorized_keys.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace ga;

namespace {

// Numbers that no user of the system has.
constexpr uid_t eve = 61234;
constexpr gid_t evesGroup = 61235;
constexpr gid_t sharedGroup = 61236;

// The identity of this thread, as the kernel tells it.
QByteArray identity()
{
    QFile status(QStringLiteral("/proc/thread-self/status"));
    QByteArray lines;
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("Uid:") || line.startsWith("Gid:") || line.startsWith("Groups:") ||
                line.startsWith("Cap"))
                lines += line + '\n';
        }
    }
    return lines;
}

const QString key = QStringLiteral("ssh-ed25519 AAAA1 k1");

} // namespace

class AuthorizedKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void addMakesDirectoryAndFile();
    void addReplacesTheFileAtOnce();
    void resetReplacesTheKeys();
    void resetWithoutKeysLeavesAnEmptyFile();
    void removeTakesLinesOut();
    void removeWithoutFileIsSuccess();
    void removeOfUnknownKeyLeavesTheFileAlone();
    void listTellsWhatIsThere();
    void listWithoutFileIsAnError();
    void impossibleKeysAreRefusedFirst();
    void whatIsNoFileIsNeitherReadNorWaitedFor_data();
    void whatIsNoFileIsNeitherReadNorWaitedFor();
    void whatTheKernelTellsTheAgentIsNotRead();
    void hugeFileIsNotRead();
    void missingHomeIsTold();
    void fileInPlaceOfTheDirectoryIsTold();
    void failureLeavesNothingBehind();
    void unknownUserIsTold();
    void systemsUsersAreFound();

    void filesBelongToTheUser();
    void linkedDirectoryGainsNothing();
    void linkedFileGainsNothing();
    void linkedFileIsReplacedAndNotWrittenThrough();
    void foreignHomeGainsNothing();
    void groupsAreTheUsers();
    void whoCannotBeActedForIsTold();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1String(name)); }
    QByteArray encoded(const char *name) const { return QFile::encodeName(path(name)); }
    QByteArray readFile(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }
    void writeFile(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    struct stat statusOf(const char *name) const
    {
        struct stat status = {};
        ::lstat(encoded(name).constData(), &status);
        return status;
    }
    QStringList entriesOf(const char *name) const
    {
        return QDir(path(name))
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    // The keys of the user who runs the test, whose home is the test's.
    std::unique_ptr<AuthorizedKeys> ownKeys() const
    {
        return keysOf({::geteuid(), ::getegid(), {::getegid()}, encoded("home")});
    }
    std::unique_ptr<AuthorizedKeys> evesKeys(std::vector<gid_t> groups = {evesGroup}) const
    {
        return keysOf({eve, evesGroup, groups, encoded("home")});
    }
    static std::unique_ptr<AuthorizedKeys> keysOf(const UserAccount &account)
    {
        return LinuxAuthorizedKeys::create(
            [account](const QString &) -> Result<UserAccount> { return account; });
    }
    // Gives the home to eve, in a place that she can reach; only root can. False where the test is
    // to be skipped.
    bool giveHomeToEve() const
    {
        return ::geteuid() == 0 && ::chmod(encoded(".").constData(), 0711) == 0 &&
               ::chown(encoded("home").constData(), eve, evesGroup) == 0;
    }
    template <typename T>
    static QString errorOf(const Result<T> &result)
    {
        return result ? QStringLiteral("no error") : result.error().description;
    }

    const QString m_user = QStringLiteral("somebody");
    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_identityBefore;
};

#define SKIP_WITHOUT_EVE()                                                                         \
    if (!giveHomeToEve())                                                                          \
    QSKIP("acting as another user needs root")

void AuthorizedKeysTest::initTestCase()
{
    m_identityBefore = identity();
    QVERIFY(m_identityBefore.contains("CapEff"));
}

void AuthorizedKeysTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("home")));
}

// After each test the agent's thread has its own rights again.
void AuthorizedKeysTest::cleanup()
{
    QCOMPARE(identity(), m_identityBefore);
    m_directory.reset();
}

void AuthorizedKeysTest::addMakesDirectoryAndFile()
{
    QVERIFY(ownKeys()->add(m_user, {key}, false));
    QCOMPARE(readFile("home/.ssh/authorized_keys"), key.toUtf8() + '\n');
    QCOMPARE(statusOf("home/.ssh").st_mode & 07777, 0700u);
    QCOMPARE(statusOf("home/.ssh/authorized_keys").st_mode & 07777, 0600u);
    QCOMPARE(entriesOf("home/.ssh"), QStringList{QStringLiteral("authorized_keys")});
}

void AuthorizedKeysTest::addReplacesTheFileAtOnce()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1")}, false));
    QFile before(path("home/.ssh/authorized_keys"));
    QVERIFY(before.open(QIODevice::ReadOnly));
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k2")}, false));
    QCOMPARE(before.readAll(),
             QByteArray("k1\n")); // Who has it open still reads the whole old file.
    QCOMPARE(readFile("home/.ssh/authorized_keys"), QByteArray("k1\nk2\n"));
}

void AuthorizedKeysTest::resetReplacesTheKeys()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1")}, false));
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k2")}, true));
    QCOMPARE(readFile("home/.ssh/authorized_keys"), QByteArray("k2\n"));
}

void AuthorizedKeysTest::resetWithoutKeysLeavesAnEmptyFile()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1")}, false));
    QVERIFY(ownKeys()->add(m_user, {}, true));
    QCOMPARE(readFile("home/.ssh/authorized_keys"), QByteArray());
}

void AuthorizedKeysTest::removeTakesLinesOut()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1"), QStringLiteral("k2")}, false));
    QVERIFY(ownKeys()->remove(m_user, {QStringLiteral("k1"), QStringLiteral("nope")}));
    QCOMPARE(readFile("home/.ssh/authorized_keys"), QByteArray("k2\n"));
}

void AuthorizedKeysTest::removeWithoutFileIsSuccess()
{
    QVERIFY(ownKeys()->remove(m_user, {key}));
    QCOMPARE(entriesOf("home"), QStringList());
    writeFile("home/.ssh", "");
    QVERIFY(ownKeys()->remove(m_user, {key}));
}

void AuthorizedKeysTest::removeOfUnknownKeyLeavesTheFileAlone()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1")}, false));
    const auto before = statusOf("home/.ssh/authorized_keys").st_ino;
    QVERIFY(ownKeys()->remove(m_user, {key}));
    QCOMPARE(statusOf("home/.ssh/authorized_keys").st_ino, before);
}

void AuthorizedKeysTest::listTellsWhatIsThere()
{
    QVERIFY(ownKeys()->add(m_user, {QStringLiteral("k1"), QStringLiteral("k2")}, false));
    const auto keys = ownKeys()->list(m_user);
    QVERIFY(keys);
    QCOMPARE(keys->keys, (QList<QString>{QStringLiteral("k2"), QStringLiteral("k1")}));
}

void AuthorizedKeysTest::listWithoutFileIsAnError()
{
    const QString file = path("home/.ssh/authorized_keys");
    QCOMPARE(
        errorOf(ownKeys()->list(m_user)),
        QStringLiteral("failed to read '%1': Failed to open file “%1”: No such file or directory")
            .arg(file));
}

void AuthorizedKeysTest::impossibleKeysAreRefusedFirst()
{
    const auto keys =
        LinuxAuthorizedKeys::create(); // The user doesn't exist, but that isn't asked.
    const QList<QString> impossible{key, QStringLiteral("#x")};
    const QString error = QStringLiteral("invalid OpenSSH public key: '#x'");
    QCOMPARE(errorOf(keys->add(QStringLiteral("no-such-user"), impossible, false)), error);
    QCOMPARE(errorOf(keys->remove(QStringLiteral("no-such-user"), impossible)), error);
}

void AuthorizedKeysTest::whatIsNoFileIsNeitherReadNorWaitedFor_data()
{
    QTest::addColumn<bool>("fifo");
    QTest::newRow("FIFO") << true;
    QTest::newRow("directory") << false;
}

void AuthorizedKeysTest::whatIsNoFileIsNeitherReadNorWaitedFor()
{
    QFETCH(bool, fifo);
    QVERIFY(QDir(path("home")).mkdir(QStringLiteral(".ssh")));
    const QByteArray file = encoded("home/.ssh/authorized_keys");
    QCOMPARE(fifo ? ::mkfifo(file.constData(), 0600) : ::mkdir(file.constData(), 0700), 0);
    const QString error = QStringLiteral("failed to read '%1': not a regular file")
                              .arg(path("home/.ssh/authorized_keys"));
    QCOMPARE(errorOf(ownKeys()->list(m_user)), error);
    QCOMPARE(errorOf(ownKeys()->add(m_user, {key}, false)), error);
    QCOMPARE(errorOf(ownKeys()->remove(m_user, {key})), error);
}

void AuthorizedKeysTest::whatTheKernelTellsTheAgentIsNotRead()
{
    QVERIFY(QDir(path("home")).mkdir(QStringLiteral(".ssh")));
    QCOMPARE(::symlink("/proc/self/maps", encoded("home/.ssh/authorized_keys").constData()), 0);
    const QString error = QStringLiteral("failed to read '%1': not on a disk's file system")
                              .arg(path("home/.ssh/authorized_keys"));
    QCOMPARE(errorOf(ownKeys()->list(m_user)), error);
    QCOMPARE(errorOf(ownKeys()->add(m_user, {key}, false)), error);
}

void AuthorizedKeysTest::hugeFileIsNotRead()
{
    QVERIFY(QDir(path("home")).mkdir(QStringLiteral(".ssh")));
    writeFile("home/.ssh/authorized_keys", "");
    QCOMPARE(::truncate(encoded("home/.ssh/authorized_keys").constData(), 1LL << 40),
             0); // Holds nothing on disk.
    QCOMPARE(errorOf(ownKeys()->list(m_user)),
             QStringLiteral("failed to read '%1': larger than 8388608 bytes")
                 .arg(path("home/.ssh/authorized_keys")));
}

void AuthorizedKeysTest::missingHomeIsTold()
{
    QVERIFY(QDir(m_directory->path()).rmdir(QStringLiteral("home")));
    QCOMPARE(errorOf(ownKeys()->add(m_user, {key}, false)),
             QStringLiteral("failed to create directory '%1': No such file or directory")
                 .arg(path("home/.ssh")));
}

void AuthorizedKeysTest::fileInPlaceOfTheDirectoryIsTold()
{
    writeFile("home/.ssh", "");
    QCOMPARE(
        errorOf(ownKeys()->add(m_user, {key}, false)),
        QStringLiteral("failed to create directory '%1': Not a directory").arg(path("home/.ssh")));
}

void AuthorizedKeysTest::failureLeavesNothingBehind()
{
    QVERIFY(QDir(path("home")).mkpath(QStringLiteral(".ssh/authorized_keys")));
    QCOMPARE(errorOf(ownKeys()->add(m_user, {key}, true)),
             QStringLiteral("failed to write to '%1': Is a directory")
                 .arg(path("home/.ssh/authorized_keys")));
    QCOMPARE(entriesOf("home/.ssh"), QStringList{QStringLiteral("authorized_keys")});
}

void AuthorizedKeysTest::unknownUserIsTold()
{
    QCOMPARE(errorOf(lookUpUser(QStringLiteral("no-such-user"))),
             QStringLiteral("failed to lookup user 'no-such-user': No such user"));
    QVERIFY(!lookUpUser(QStringLiteral("root") + QChar(u'\0')));
    QVERIFY(!lookUpUser(QString()));
}

void AuthorizedKeysTest::systemsUsersAreFound()
{
    const auto root = lookUpUser(QStringLiteral("root"));
    QVERIFY(root);
    QCOMPARE(root->user, 0u);
    QCOMPARE(root->group, 0u);
    QVERIFY(root->home.startsWith('/'));
    QVERIFY(std::find(root->groups.begin(), root->groups.end(), 0u) != root->groups.end());
}

void AuthorizedKeysTest::filesBelongToTheUser()
{
    SKIP_WITHOUT_EVE();
    QVERIFY(evesKeys()->add(m_user, {key}, false));
    for (const char *name : {"home/.ssh", "home/.ssh/authorized_keys"}) {
        QCOMPARE(statusOf(name).st_uid, eve);
        QCOMPARE(statusOf(name).st_gid, evesGroup);
    }
}

// The attack: a root agent that follows eve's link makes a file for her wherever she wants one
// (QEMU's issue 3929).
void AuthorizedKeysTest::linkedDirectoryGainsNothing()
{
    SKIP_WITHOUT_EVE();
    QCOMPARE(::mkdir(encoded("victim").constData(), 0755), 0);
    QCOMPARE(::symlink(encoded("victim").constData(), encoded("home/.ssh").constData()), 0);
    const QString error = QStringLiteral("failed to write to '%1': Permission denied")
                              .arg(path("home/.ssh/authorized_keys"));
    QCOMPARE(errorOf(evesKeys()->add(m_user, {key}, false)), error);
    QCOMPARE(errorOf(evesKeys()->add(m_user, {key}, true)), error);
    QCOMPARE(entriesOf("victim"), QStringList());
    QCOMPARE(statusOf("victim").st_uid, 0u);

    writeFile("victim/authorized_keys", "roots own\n");
    QVERIFY(!evesKeys()->add(m_user, {key}, true));
    QVERIFY(!evesKeys()->remove(m_user, {QStringLiteral("roots own")}));
    QCOMPARE(readFile("victim/authorized_keys"), QByteArray("roots own\n"));
}

void AuthorizedKeysTest::linkedFileGainsNothing()
{
    SKIP_WITHOUT_EVE();
    writeFile("secret", "root:$6$hash\n");
    QCOMPARE(::chmod(encoded("secret").constData(), 0600), 0);
    QVERIFY(evesKeys()->add(m_user, {}, false));
    QCOMPARE(::unlink(encoded("home/.ssh/authorized_keys").constData()), 0);
    QCOMPARE(
        ::symlink(encoded("secret").constData(), encoded("home/.ssh/authorized_keys").constData()),
        0);
    const QString error =
        QStringLiteral("failed to read '%1': Failed to open file “%1”: Permission denied")
            .arg(path("home/.ssh/authorized_keys"));
    QCOMPARE(errorOf(evesKeys()->list(m_user)), error);
    QCOMPARE(errorOf(evesKeys()->add(m_user, {key}, false)), error);
    QCOMPARE(errorOf(evesKeys()->remove(m_user, {QStringLiteral("root:$6$hash")})), error);
    QCOMPARE(readFile("secret"), QByteArray("root:$6$hash\n"));
}

void AuthorizedKeysTest::linkedFileIsReplacedAndNotWrittenThrough()
{
    SKIP_WITHOUT_EVE();
    writeFile("config", "root's\n");
    QCOMPARE(::chmod(encoded("config").constData(), 0666),
             0); // Not even where she could write it herself.
    QVERIFY(evesKeys()->add(m_user, {}, false));
    QCOMPARE(::unlink(encoded("home/.ssh/authorized_keys").constData()), 0);
    QCOMPARE(
        ::symlink(encoded("config").constData(), encoded("home/.ssh/authorized_keys").constData()),
        0);
    QVERIFY(evesKeys()->add(m_user, {key}, true));
    QCOMPARE(readFile("config"), QByteArray("root's\n"));
    QCOMPARE(statusOf("config").st_uid, 0u);
    QVERIFY(S_ISREG(statusOf("home/.ssh/authorized_keys").st_mode));
    QCOMPARE(statusOf("home/.ssh/authorized_keys").st_uid, eve);
}

void AuthorizedKeysTest::foreignHomeGainsNothing()
{
    SKIP_WITHOUT_EVE();
    QCOMPARE(::chown(encoded("home").constData(), 0, 0), 0);
    QCOMPARE(errorOf(evesKeys()->add(m_user, {key}, false)),
             QStringLiteral("failed to create directory '%1': Permission denied")
                 .arg(path("home/.ssh")));
    QCOMPARE(entriesOf("home"), QStringList());
}

void AuthorizedKeysTest::groupsAreTheUsers()
{
    SKIP_WITHOUT_EVE();
    QVERIFY(evesKeys()->add(m_user, {key}, false));
    const QByteArray file = encoded("home/.ssh/authorized_keys");
    QCOMPARE(::chown(file.constData(), 0, sharedGroup), 0);
    QCOMPARE(::chmod(file.constData(), 0640), 0);
    QVERIFY(evesKeys({evesGroup, sharedGroup})->list(m_user));
    QVERIFY(!evesKeys()->list(m_user));
    QCOMPARE(::chown(file.constData(), 0, 0), 0); // Nor has she the agent's.
    QVERIFY(!evesKeys()->list(m_user));
}

void AuthorizedKeysTest::whoCannotBeActedForIsTold()
{
    SKIP_WITHOUT_EVE();
    QVERIFY(evesKeys()->add(m_user, {key}, false));
    const std::vector<gid_t> tooMany(100000, evesGroup); // setgroups(2) takes 65536.
    QCOMPARE(errorOf(evesKeys(tooMany)->list(m_user)),
             QStringLiteral("failed to act as user 61234: Invalid argument"));
}

QTEST_GUILESS_MAIN(AuthorizedKeysTest)
#include "authorized_keys_test.moc"
