// SPDX-License-Identifier: Apache-2.0
// What each rule refuses, and in which words.
#include "policy/policy.h"

#include "commands/catalogue.h"
#include "protocol/framer.h"
#include "protocol/json_reader.h"

#include <QTest>

using namespace ga;

namespace {

const QString file = QStringLiteral("/etc/qemu/qemu-ga.conf");

QStringList offUnder(Profile profile)
{
    const Policy policy{PolicyRules{.profile = profile, .file = file}};
    QStringList off;
    for (const Command &command : catalogue()) {
        if (!policy.refusal(command).isEmpty())
            off += QString::fromLatin1(command.name);
    }
    return off;
}

QString refusalOf(const Policy &policy, const char *command)
{
    return policy.refusal(*findCommand(command));
}

// What the rules on arguments say of a request; empty where it is allowed.
QString checked(const PolicyRules &rules, const char *command, const QByteArray &arguments)
{
    Framer framer;
    auto frames = framer.feed(arguments);
    const auto message = readJson(*std::move(frames.front()));
    const auto allowed =
        findCommand(command)->check(*Policy(rules).argumentRules(), Value(*message));
    return allowed ? QString() : allowed.error().description;
}

} // namespace

class PolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profilesTurnOffWhatTheySay()
    {
        QCOMPARE(offUnder(Profile::Open), QStringList());
        const QStringList files = QStringLiteral("guest-exec guest-exec-status guest-file-close "
                                                 "guest-file-flush guest-file-open guest-file-read "
                                                 "guest-file-seek guest-file-write")
                                      .split(u' ');
        QCOMPARE(offUnder(Profile::Rhel), files);
        const QStringList backup = offUnder(Profile::Backup);
        const QStringList quiescing =
            QStringLiteral("guest-fsfreeze-freeze guest-fsfreeze-freeze-list guest-fsfreeze-thaw "
                           "guest-fstrim")
                .split(u' ');
        for (const QString &name : quiescing)
            QVERIFY(!backup.contains(name) && offUnder(Profile::Observe).contains(name));
        for (const char *name : {"guest-shutdown", "guest-set-time", "guest-set-user-password",
                                 "guest-exec", "guest-ssh-get-authorized-keys"})
            QVERIFY2(backup.contains(QString::fromLatin1(name)), name);
        QVERIFY(!offUnder(Profile::Observe).contains(QStringLiteral("guest-get-osinfo")));
    }

    void everyRefusalNamesItsRuleAndFile()
    {
        const Policy profile{PolicyRules{.profile = Profile::Observe, .file = file}};
        QCOMPARE(refusalOf(profile, "guest-exec"),
                 QStringLiteral("the command is not allowed by profile=observe in ") + file);
        const Policy lists{PolicyRules{
            .allowed = QStringList{QStringLiteral("guest-ping"), QStringLiteral("guest-exec")},
            .blocked = {QStringLiteral("guest-exec"), QStringLiteral("guest-info")},
            .allowedInFile = true,
            .blockedInFile = {QStringLiteral("guest-exec")},
            .file = file}};
        QCOMPARE(refusalOf(lists, "guest-ping"), QString());
        QCOMPARE(refusalOf(lists, "guest-exec"),
                 QStringLiteral("the command is not allowed by block-rpcs in ") + file);
        QCOMPARE(refusalOf(lists, "guest-info"),
                 QStringLiteral("the command is not allowed by block-rpcs on the command line"));
        QCOMPARE(refusalOf(lists, "guest-get-time"),
                 QStringLiteral("the command is not allowed by allow-rpcs in ") + file);
    }

    void aListCantWidenAProfile()
    {
        const Policy policy{PolicyRules{.profile = Profile::Rhel,
                                        .allowed = QStringList{QStringLiteral("guest-exec")},
                                        .file = file}};
        QVERIFY(refusalOf(policy, "guest-exec").contains(u"profile=rhel"));
    }

    void onlyNamedProgramsAreStarted()
    {
        const PolicyRules rules{.execPrograms = QStringList{QStringLiteral("/usr/bin/uptime")},
                                .file = file};
        QCOMPARE(checked(rules, "guest-exec", R"({"path": "/usr/bin/uptime", "arg": ["-p"]})"),
                 QString());
        QCOMPARE(checked(rules, "guest-exec", R"({"path": "/bin/sh"})"),
                 QStringLiteral("Command guest-exec has been disabled: the program is not allowed "
                                "by exec-programs in ") +
                     file);
        for (const char *path : {"uptime", "/usr/bin/../bin/uptime", "/usr/bin/uptime "}) {
            const QByteArray arguments = QByteArray(R"({"path": "@"})").replace('@', path);
            QVERIFY2(!checked(rules, "guest-exec", arguments).isEmpty(), path);
        }
        QVERIFY(checked(rules, "guest-exec",
                        R"({"path": "/usr/bin/uptime", "env": ["LD_PRELOAD=/tmp/x.so"]})")
                    .contains(u"an environment is not allowed by exec-programs"));
        const PolicyRules none{.execPrograms = QStringList(), .file = file};
        QVERIFY(!checked(none, "guest-exec", R"({"path": ""})").isEmpty());
    }

    void onlyNamedUsersAreChanged()
    {
        const PolicyRules rules{.passwordUsers = QStringList{QStringLiteral("web")},
                                .keyUsers = QStringList(),
                                .file = file};
        const char *set = "guest-set-user-password";
        QCOMPARE(checked(rules, set, R"({"username": "web", "password": "", "crypted": false})"),
                 QString());
        QVERIFY(checked(rules, set, R"({"username": "root", "password": "", "crypted": false})")
                    .contains(u"the user is not allowed by password-users in /etc"));
        for (const char *command :
             {"guest-ssh-add-authorized-keys", "guest-ssh-remove-authorized-keys"}) {
            QVERIFY2(checked(rules, command, R"({"username": "web", "keys": []})")
                         .contains(u"key-users in /etc"),
                     command);
        }
        QCOMPARE(checked(rules, "guest-ssh-get-authorized-keys", R"({"username": "root"})"),
                 QString());
    }

    void filesStayUnderTheirDirectories_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<QByteArray>("rule");
        const auto row = [](const char *path, const char *mode, const char *rule) {
            QTest::addRow("%s %s", path, mode)
                << QByteArray(path) << QByteArray(mode) << QByteArray(rule);
        };
        row("/var/log/syslog", "r", "");
        row("/var/log//./syslog", "rb", "");
        row("/srv/in/a", "r", "file-read-directories");
        row("/srv/in/a", "w", "");
        row("/srv/in/sub/../a", "a", "");
        row("/var/log/syslog", "a", "file-write-directories");
        row("/var/log/both/x", "r+", "");
        row("/srv/in/a", "w+", "file-read-directories");
        row("/var/log/syslog", "r+", "file-write-directories");
        row("/var/log/../../etc/shadow", "r", "file-read-directories");
        row("/var/logs", "r", "file-read-directories");
        row("var/log/syslog", "r", "file-read-directories");
        row("", "r", "file-read-directories");
        row("C:\\\\Data\\\\a", "r", "");
        row("c:/data//.\\\\sub/../a", "r", "");
        row("C:/Data", "r", "");
        row("\\\\\\\\Server\\\\share\\\\a", "r", "");
        row("//server/share/a", "r", "");
        for (const char *other :
             {"C:/Database", "C:Data/a", "D:/Data/a", "/Data/a", "C:/Data/..\\\\a", "//C:/Data/a",
              "//server/other/a", "/server/share/a"})
            row(other, "r", "file-read-directories");
    }
    void filesStayUnderTheirDirectories()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, mode);
        QFETCH(QByteArray, rule);
        const PolicyRules rules{
            .readDirectories = QStringList{QStringLiteral("/var/log"), QStringLiteral("C:\\Data"),
                                           QStringLiteral("\\\\server\\share")},
            .writeDirectories =
                QStringList{QStringLiteral("/srv/in/"), QStringLiteral("/var/log/both")},
            .file = file};
        const QByteArray arguments =
            QByteArray(R"({"path": "@", "mode": "%"})").replace('@', path).replace('%', mode);
        const QString said = checked(rules, "guest-file-open", arguments);
        if (rule.isEmpty())
            QCOMPARE(said, QString());
        else
            QCOMPARE(said, QStringLiteral("Command guest-file-open has been disabled: the file is "
                                          "not allowed by ") +
                               QString::fromLatin1(rule) + QStringLiteral(" in ") + file);
    }

    void rulesCanBeReadByPrograms()
    {
        const Command &exec = *findCommand("guest-exec");
        const Policy profile{PolicyRules{.profile = Profile::Rhel, .file = file}};
        const RuleReference rhel{QStringLiteral("profile"), QStringLiteral("rhel"), file};
        QCOMPARE(profile.refusingRule(exec), rhel);
        QVERIFY(!profile.refusingRule(*findCommand("guest-ping")));

        const Policy blocked{PolicyRules{.blocked = {QStringLiteral("guest-exec")}, .file = file}};
        const RuleReference option{QStringLiteral("block-rpcs"), std::nullopt, std::nullopt};
        QCOMPARE(blocked.refusingRule(exec), option);

        const Policy programs{PolicyRules{.execPrograms = QStringList(), .file = file}};
        const RuleReference list{QStringLiteral("exec-programs"), std::nullopt, file};
        QCOMPARE(programs.limitingRules(exec), QList{list});
        const Error refused = refusedByRule("guest-exec", QStringLiteral("the program"),
                                            programs.argumentRules()->execPrograms);
        QCOMPARE(*refused.rule, list);
        QVERIFY(!programs.refusingRule(exec));
        QVERIFY(programs.limitingRules(*findCommand("guest-ping")).isEmpty());
    }

    void limitsAreToldWithTheirRule()
    {
        const Policy policy{PolicyRules{.execPrograms = QStringList(),
                                        .readDirectories = QStringList(),
                                        .writeDirectories = QStringList(),
                                        .file = file}};
        QCOMPARE(policy.limit(*findCommand("guest-exec")),
                 QStringLiteral("only programs of exec-programs in ") + file);
        QCOMPARE(policy.limit(*findCommand("guest-file-open")),
                 QStringLiteral("only reading under file-read-directories in %1, writing under "
                                "file-write-directories in %1")
                     .arg(file));
        QCOMPARE(policy.limit(*findCommand("guest-ping")), QString());
        QCOMPARE(Policy().limit(*findCommand("guest-exec")), QString());
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "policy_test.moc"
