// SPDX-License-Identifier: Apache-2.0
// qtga doctor as a user runs it on this very system, and what it makes of status, hooks and plans.
#include "app/configuration_doubts.h"
#include "cli/doctor_findings.h"
#include "commands/catalogue.h"
#include "tests/fakes/this_system.h"
#include "tests/fakes/whole_words.h"
#include "tests/unit/cli/tool.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

namespace {

constexpr qint64 now = 1772524800000;
constexpr qint64 day = 24 * 3600 * 1000;

ToolOutcome doctor(const QStringList &arguments)
{
    return runTool(QStringList{QStringLiteral("doctor")} + arguments);
}

QStringList stringsOf(const QJsonValue &array)
{
    QStringList strings;
    for (const QJsonValue &value : array.toArray())
        strings += value.toString();
    return strings;
}

HookFile hook(QFileDevice::Permissions permissions)
{
    return {QStringLiteral("/etc/qemu/fsfreeze-hook"), true, true, permissions};
}

} // namespace

class DoctorCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepAndEveryCommandIsToldWithItsReason()
    {
        const ToolOutcome outcome = doctor({QStringLiteral("--json")});
        const QJsonObject told = QJsonDocument::fromJson(outcome.output).object();
        const QJsonArray findings = told[u"findings"].toArray();
        QStringList steps;
        bool fails = false;
        bool warns = false;
        for (const QJsonValue &finding : findings) {
            steps += finding[u"step"].toString();
            fails |= finding[u"verdict"].toString() == u"failure";
            warns |= finding[u"verdict"].toString() == u"warning";
            QVERIFY(!finding[u"text"].toString().isEmpty());
            const QJsonObject words = finding[u"words"].toObject();
            for (const char *part : {"text", "fix"}) {
                const QString key = QString::fromLatin1(part);
                QVERIFY2(test::hasWholeWords(words[key].toString(),
                                             stringsOf(words[key + QStringLiteral("-values")]),
                                             finding[key].toString()),
                         outcome.output);
            }
        }
        QCOMPARE(outcome.code, fails ? 1 : warns ? 3 : 0);
        for (const char *step : {"virtual machine", "device", "held by", "host", "configuration",
                                 "commands", "freeze", "freeze hooks", "second agent"})
            QVERIFY2(steps.contains(QString::fromLatin1(step)), step);
        const QJsonArray commands = told[u"commands"].toArray();
        QCOMPARE(commands.size(), qsizetype(catalogue().size()));
        for (const QJsonValue &command : commands)
            QCOMPARE(command[u"on"].toBool(), command[u"reason"].toString().isEmpty());
    }

    void whatTheSystemNeverHasIsOff()
    {
        const ToolOutcome outcome = doctor({});
        QVERIFY2(outcome.output.contains(test::isWindows
                                             ? "off      guest-get-diskstats: the protocol has"
                                             : "off      guest-get-devices: virtual devices"),
                 outcome.output);
        QVERIFY(!outcome.output.contains("guest-ping"));
    }

    void wrongUseIsToldSo() { QCOMPARE(doctor({QStringLiteral("--nonsense")}).code, 2); }

    void aBrokenConfigurationIsAFailureWithItsLine()
    {
        const Finding finding =
            configurationFinding(fail(QStringLiteral("line 3: profile: 'x' is not open")), {});
        QCOMPARE(finding.verdict, Verdict::Failure);
        QVERIFY(finding.text.text().contains(u"line 3") && finding.fix);
        QCOMPARE(configurationFinding(Options(), {}).verdict, Verdict::Ok);
    }

    void whatTheAgentTakesInSilenceIsAWarning()
    {
        const QTemporaryDir directory;
        QFile file(directory.filePath(QStringLiteral("agent.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[general]\nverbose=false\nblacklist=guest-exec\nblock-rpc=guest-exec\n"
                   "allow-rpcs=guest-ping, guest-info,guest-pong\npassword-users=joe ,jim\n"
                   "[other]\nwhatever=1\n");
        file.close();
        const QStringList arguments{QStringLiteral("doctor"), QStringLiteral("--json"),
                                    QStringLiteral("--config"), file.fileName()};
        const QByteArray told = runTool(arguments).output;
        const QJsonArray findings = QJsonDocument::fromJson(told).object()[u"findings"].toArray();
        const auto found =
            std::find_if(findings.begin(), findings.end(), [](const QJsonValue &each) {
                return each[u"step"].toString() == u"configuration";
            });
        QVERIFY(found != findings.end());
        QCOMPARE((*found)[u"verdict"].toString(), QStringLiteral("warning"));
        QCOMPARE((*found)[u"text"].toString(),
                 file.fileName() +
                     QStringLiteral(": there is no key block-rpc; allow-rpcs: the blank in "
                                    "' guest-info' is taken as a part of the name; allow-rpcs: "
                                    "there is no command guest-pong; password-users: the blank in "
                                    "'joe ' is taken as a part of the name"));
    }

    void everyFindingHasAllOfItsWords()
    {
        Options options;
        options.configFile = QStringLiteral("/etc/%1.conf");
        options.blockRpcs = {QStringLiteral("guest-%1")};
        const QList<Sentence> doubts = configurationDoubts(options);
        QCOMPARE(doubts.size(), 1);
        QCOMPARE(configurationFinding(options, doubts + doubts).text.text(),
                 QStringLiteral("/etc/%1.conf: block-rpcs: there is no command guest-%1; "
                                "block-rpcs: there is no command guest-%1"));
        QList<Finding> findings{
            configurationFinding(fail(QStringLiteral("line 3: %1")), {}),
            configurationFinding(options, {}),
            configurationFinding(options, doubts),
            configurationFinding(options, doubts + doubts),
            hostFinding(tl::unexpected<Sentence>("not running"), now),
            freezeFinding(fail(QStringLiteral("%1")), std::nullopt),
            hooksFinding(fail(QStringLiteral("%1"))),
            recordFinding({}),
            commandsFinding({}, false),
            commandsFinding({}, true),
        };
        for (int count = 0; count < 3; ++count) {
            StatusSnapshot status;
            status.requests = count;
            findings += hostFinding(status, now);
            status.lastRequest = now;
            findings += {hostFinding(status, now), hostFinding(status, now + 2 * day)};
            FreezePlan plan;
            plan.frozen.fill({QStringLiteral("/%1"), {}, {}, {}}, count);
            plan.leftOut = plan.frozen;
            findings += freezeFinding(plan, std::nullopt);
            findings += hooksFinding(
                QList<HookFile>(count, hook(QFileDevice::ReadOwner | QFileDevice::ExeOwner)));
            findings +=
                hooksFinding(QList{HookFile{QStringLiteral("/%1"), count > 0, count > 1,
                                            QFileDevice::ExeOwner | QFileDevice::WriteOther}});
            findings += recordFinding(QStringList(count + 1, QStringLiteral("/run/%1")));
        }
        for (const Finding &finding : findings)
            QVERIFY2(test::hasWholeWords(finding), finding.text.words);
    }

    void aHostIsMissedAfterADay()
    {
        StatusSnapshot status;
        status.channel.host = HostPresence::Absent;
        QCOMPARE(hostFinding(status, now).verdict, Verdict::Warning);
        status.lastRequest = now - 1000;
        QCOMPARE(hostFinding(status, now).verdict, Verdict::Ok);
        QCOMPARE(hostFinding(status, now + day).verdict, Verdict::Warning);
        status.paused = true;
        QVERIFY(hostFinding(status, now).fix->text().contains(u"qtga resume"));
        QCOMPARE(hostFinding(tl::unexpected<Sentence>("not running"), now).verdict,
                 Verdict::Unknown);
    }

    void aHookThatOthersMayWriteIsAFailure()
    {
        constexpr auto good =
            QFileDevice::ReadOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther;
        QCOMPARE(hooksFinding(QList{hook(good)}).verdict, Verdict::Ok);
        QCOMPARE(hooksFinding(QList<HookFile>()).verdict, Verdict::Ok);
        QCOMPARE(hooksFinding(QList{hook(good | QFileDevice::WriteOther)}).verdict,
                 Verdict::Failure);
        QCOMPARE(hooksFinding(QList{hook(good | QFileDevice::WriteGroup)}).verdict,
                 Verdict::Failure);
        QCOMPARE(hooksFinding(QList{hook(QFileDevice::ReadOwner)}).verdict, Verdict::Failure);
        HookFile foreign = hook(good);
        foreign.rootOwned = false;
        QCOMPARE(hooksFinding(QList{hook(good), foreign}).verdict, Verdict::Failure);
    }

    void hooksThatCanNotBeListedAreAFailure()
    {
        const QTemporaryDir directory;
        QFile file(directory.filePath(QStringLiteral("agent.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[general]\nfsfreeze-hook-dir=" +
                   directory.filePath(QStringLiteral("nowhere")).toUtf8() + '\n');
        file.close();
        if (test::isWindows)
            QSKIP("Windows has no hooks");
        const ToolOutcome outcome = doctor({QStringLiteral("--config"), file.fileName()});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.output.contains("failure  freeze hooks"), outcome.output);
        QVERIFY2(outcome.output.contains("/nowhere"), outcome.output);
    }

    // What this process lacks says nothing of an agent that runs as root.
    void whatTheAgentCanDoItSaysItself()
    {
        const Result<FreezePlan> unseen = fail(QStringLiteral("the agent lacks CAP_SYS_ADMIN"));
        QCOMPARE(freezeFinding(unseen, std::nullopt).verdict, Verdict::Warning);
        Permissions agents;
        agents.commands.append({.name = QStringLiteral("guest-fsfreeze-freeze"), .on = true});
        QCOMPARE(freezeFinding(unseen, agents).verdict, Verdict::Unknown);
        agents.commands[0].on = false;
        agents.commands[0].offBy = OffBy::System;
        agents.commands[0].reason = QStringLiteral("no openat2");
        QCOMPARE(freezeFinding(FreezePlan(), agents).text.text(), QStringLiteral("no openat2"));
        QVERIFY(commandsFinding(agents, false).text.text().contains(u"no agent answers"));
        QVERIFY(!commandsFinding(agents, true).text.text().contains(u"no agent answers"));
    }

    void anEmptyPlanIsAWarning()
    {
        QCOMPARE(freezeFinding(FreezePlan(), std::nullopt).verdict, Verdict::Warning);
        FreezePlan plan;
        plan.frozen.append({QStringLiteral("/home"), {}, {}, {}});
        plan.frozen.append({QStringLiteral("/"), {}, {}, {}});
        QVERIFY(freezeFinding(plan, std::nullopt).text.text().contains(u"/home, /"));
    }
};

QTEST_GUILESS_MAIN(DoctorCommandTest)
#include "doctor_command_test.moc"
