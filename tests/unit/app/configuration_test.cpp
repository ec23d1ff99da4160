// SPDX-License-Identifier: Apache-2.0
// What is in effect follows from the defaults, the file and the command line, as it does for
// qemu-ga.
#include "app/configuration.h"

#include "app_fixtures.h"
#include "commands/catalogue.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace ga;
using namespace ga::test;

class ConfigurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hasTheSystemsDefaults();
    void takesEveryKeyOfTheFile();
    void prefersTheCommandLine();
    void anEmptyRuleIsAMistake_data();
    void anEmptyRuleIsAMistake();
    void addsUpTheLists_data();
    void addsUpTheLists();
    void refusesABadFile_data();
    void refusesABadFile();
    void choosesTheFile();
    void refusesWhatIsNoRegularFile();
    void ignoresUnknownKeysAndGroups();
    void defaultPathFollowsFromTheMethod();
    void takesAnEmptyTextAsNotGiven();
    void printsInPlaceOfRunning();
    void dumpsWhatIsInEffect();
    void dumpReadsBackTheSame();
    void checksTheServiceActionWhereThereIsOne();
    void readsDurations_data();
    void readsDurations();
    void knowsTheMethodsOfTheSystem();
    void makesFilePathsAbsolute();
    void tellsWhatAServiceIsToRunWith();

private:
    Result<Instructions> read(const QString &words, const QByteArray &file = "[general]\n");
    QString filePath() const { return m_directory->filePath(QStringLiteral("agent.conf")); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void ConfigurationTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

// What `words` mean beside a configuration file with the text `file`.
Result<Instructions> ConfigurationTest::read(const QString &words, const QByteArray &file)
{
    QFile written(filePath());
    if (!written.open(QIODevice::WriteOnly) || written.write(file) != file.size())
        return fail(QStringLiteral("can't write the configuration file"));
    written.close();
    return readInstructions({commandLineWords(words), filePath(), inventedDefaults()});
}

void ConfigurationTest::hasTheSystemsDefaults()
{
    const auto read = readInstructions({commandLineWords({}), {}, inventedDefaults()});
    QVERIFY(read);
    QVERIFY(!read->print);
    const Options &options = read->options;
    QCOMPARE(options.method, QStringLiteral("virtio-serial"));
    QCOMPARE(options.path, QStringLiteral("/dev/port"));
    QCOMPARE(options.pidfile, QStringLiteral("/run/agent.pid"));
    QCOMPARE(options.stateDirectory, QStringLiteral("/run"));
    QVERIFY(!options.logfile && !options.freezeHook && !options.allowRpcs &&
            !options.freezeTimeout);
    QVERIFY(!options.reportedVersion);
    QVERIFY(!options.daemonize && !options.verbose && !options.retryPath);
    QVERIFY(options.blockRpcs.isEmpty());
    QCOMPARE(options.effectiveLogLevel(), LogLevel::Error);
}

void ConfigurationTest::takesEveryKeyOfTheFile()
{
    const auto got =
        read({}, "[general]\ndaemon=1\nverbose=true \nretry-path=1\nmethod=m\npath=/p\n"
                 "logfile=/l\npidfile=/f\nfsfreeze-hook=/h\nstatedir=/s\n"
                 "block-rpcs=a,b;c\nallow-rpcs=d\nreported-version=9.9\n"
                 "fsfreeze-timeout=10m\nfsfreeze-hook-dir=/h.d\nfsfreeze-hook-timeout=5s\n"
                 "fsfreeze-hook-failure=ignore\nvss-backup-type=full\nlog-level=info\n");
    QVERIFY2(got, got ? "" : qPrintable(got.error().description));
    const Options &options = got->options;
    QVERIFY(options.daemonize && options.verbose && options.retryPath);
    QCOMPARE(options.method, QStringLiteral("m"));
    QCOMPARE(options.path, QStringLiteral("/p"));
    QCOMPARE(options.logfile, QStringLiteral("/l"));
    QCOMPARE(options.pidfile, QStringLiteral("/f"));
    QCOMPARE(options.freezeHook, QStringLiteral("/h"));
    QCOMPARE(options.stateDirectory, QStringLiteral("/s"));
    QCOMPARE(options.blockRpcs, QStringList({QStringLiteral("a"), QStringLiteral("b;c")}));
    QCOMPARE(options.allowRpcs, QStringList({QStringLiteral("d")}));
    QCOMPARE(options.reportedVersion, QStringLiteral("9.9"));
    QCOMPARE(options.freezeTimeout, std::chrono::minutes(10));
    QCOMPARE(options.freezeHookDirectory, QStringLiteral("/h.d"));
    QCOMPARE(options.freezeHookTimeout, std::chrono::seconds(5));
    QCOMPARE(options.freezeHookFailure, HookFailure::Ignore);
    QCOMPARE(options.vssBackupType, BackupType::Full);
    QCOMPARE(options.logLevel, LogLevel::Info);
    QCOMPARE(options.effectiveLogLevel(), LogLevel::Debug); // -v goes before it.
}

void ConfigurationTest::prefersTheCommandLine()
{
    const auto got = read(QStringLiteral("-p /new -v -F"), "[general]\npath=/old\nverbose=false\n"
                                                           "fsfreeze-hook=/old\nlogfile=/kept\n");
    QVERIFY(got);
    QCOMPARE(got->options.path, QStringLiteral("/new"));
    QCOMPARE(got->options.freezeHook, QStringLiteral("/etc/hook"));
    QCOMPARE(got->options.logfile, QStringLiteral("/kept"));
    QVERIFY(got->options.verbose);
}

// Whoever took the last entry out of a list may have meant either: it is not for the agent to
// choose.
void ConfigurationTest::anEmptyRuleIsAMistake_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char *key : {"exec-programs", "file-read-directories", "file-write-directories",
                            "password-users", "key-users"})
        QTest::newRow(key) << QByteArray(key);
}

void ConfigurationTest::anEmptyRuleIsAMistake()
{
    QFETCH(QByteArray, key);
    const auto empty = read({}, "[general]\n" + key + "=\n");
    QVERIFY(!empty);
    QVERIFY2(empty.error().description.contains(QLatin1StringView(key) +
                                                QStringLiteral(": the list is empty")),
             qPrintable(empty.error().description));
    QVERIFY(read({}, "[general]\n" + key + "=none\n"));
}

void ConfigurationTest::addsUpTheLists_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("allow");

    QTest::newRow("none") << "" << QByteArray() << "-"
                          << "-";
    QTest::newRow("the file's") << "" << QByteArray("block-rpcs=a,b\nallow-rpcs=c\n") << "a|b"
                                << "c";
    QTest::newRow("both") << "-b c -b d,e -a y --blacklist=f"
                          << QByteArray("block-rpcs=a,b\nallow-rpcs=x\n") << "a|b|c|d|e|f"
                          << "x|y";
    QTest::newRow("the old key") << "" << QByteArray("blacklist=a\n") << "a"
                                 << "-";
    QTest::newRow("both keys") << "" << QByteArray("blacklist=b\nblock-rpcs=a\n") << "a|b"
                               << "-";
    QTest::newRow("nothing is trimmed") << "-b a," << QByteArray("block-rpcs= b, c\n") << "b| c|a|"
                                        << "-";
    QTest::newRow("empty lists") << "-b '' -a ''" << QByteArray("block-rpcs=\nallow-rpcs=\n") << "-"
                                 << "-";
}

void ConfigurationTest::addsUpTheLists()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, file);
    const auto got = read(words, "[general]\n" + file);
    QVERIFY(got);
    const QStringList &block = got->options.blockRpcs;
    const auto &allow = got->options.allowRpcs;
    QTEST(block.isEmpty() ? QStringLiteral("-") : block.join(u'|'), "block");
    QTEST(allow ? allow->join(u'|') : QStringLiteral("-"), "allow");
}

void ConfigurationTest::refusesABadFile_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("cause");

    QTest::newRow("syntax") << QByteArray("[general\n") << "line 1: ";
    QTest::newRow("a boolean") << QByteArray("[general]\nverbose=yes\n")
                               << "line 2: verbose: 'yes'";
    QTest::newRow("a boolean in capitals")
        << QByteArray("[general]\n\ndaemon=TRUE\n") << "line 3: daemon: ";
    QTest::newRow("no boolean") << QByteArray("[general]\nretry-path=\n") << "line 2: retry-path: ";
    QTest::newRow("an escape") << QByteArray("[general]\npath=\\q\n") << "line 2: path ";
    QTest::newRow("a duration") << QByteArray("[general]\nfsfreeze-timeout=soon\n")
                                << "line 2: fsfreeze-timeout: 'soon'";
    QTest::newRow("a level") << QByteArray("[general]\nlog-level=loud\n")
                             << "line 2: log-level: 'loud'";
    QTest::newRow("a backup type")
        << QByteArray("[general]\nvss-backup-type=all\n")
        << "line 2: vss-backup-type: 'all' is not copy, full, incremental, differential or log";
    QTest::newRow("a hook's failure") << QByteArray("[general]\nfsfreeze-hook-failure=maybe\n")
                                      << "line 2: fsfreeze-hook-failure: 'maybe'";
    QTest::newRow("too large") << QByteArray(100'000, '\n') << "larger than ";
}

void ConfigurationTest::refusesABadFile()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, cause);
    const auto got = read({}, file);
    QVERIFY(!got);
    const QString start =
        QStringLiteral("error loading configuration from path: %1, %2").arg(filePath(), cause);
    QVERIFY2(got.error().description.startsWith(start), qPrintable(got.error().description));
}

void ConfigurationTest::choosesTheFile()
{
    QFile other(m_directory->filePath(QStringLiteral("other")));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("[general]\npath=/other\n"));
    other.close();
    const auto named =
        read(QStringLiteral("-c ") + other.fileName(), "[general]\npath=/variable\n");
    QVERIFY(named);
    QCOMPARE(named->options.path, QStringLiteral("/other"));

    PlatformDefaults defaults = inventedDefaults();
    defaults.configPath = filePath();
    QCOMPARE(readInstructions({commandLineWords({}), QString(), defaults})->options.path,
             QStringLiteral("/variable"));
    QCOMPARE(readInstructions({commandLineWords({}), QStringLiteral(""), defaults})->options.path,
             QStringLiteral("/dev/port"));

    const auto missing = read(QStringLiteral("-c /nonexistent/x"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().description,
             QStringLiteral("error loading configuration from path: /nonexistent/x, "
                            "No such file or directory"));
}

void ConfigurationTest::refusesWhatIsNoRegularFile()
{
    const QString path = m_directory->path();
    const auto got = readInstructions({commandLineWords({}), path, inventedDefaults()});
    QVERIFY(!got);
    QCOMPARE(
        got.error().description,
        QStringLiteral("error loading configuration from path: %1, Not a regular file").arg(path));
}

void ConfigurationTest::ignoresUnknownKeysAndGroups()
{
    QVERIFY(read({}, "[other]\nverbose=maybe\n[general]\nunknown=\\q\n"));
}

void ConfigurationTest::defaultPathFollowsFromTheMethod()
{
    QCOMPARE(read(QStringLiteral("-m isa-serial"))->options.path, QStringLiteral("/dev/serial"));
    for (const char *words : {"-m unix-listen", "-m vsock-listen", "-m foo -D"}) {
        const auto got = read(QString::fromLatin1(words));
        QVERIFY(!got);
        QCOMPARE(got.error().description, QStringLiteral("must specify a path for this channel"));
    }
}

void ConfigurationTest::takesAnEmptyTextAsNotGiven()
{
    const auto got = read(QStringLiteral("-l '' -f '' -t '' -m '' --fsfreeze-hook="),
                          "[general]\nlogfile=/l\npidfile=/f\nstatedir=/s\nmethod=m\npath=\n"
                          "fsfreeze-hook=/h\nlog-level=\nfsfreeze-timeout=\n");
    QVERIFY(got);
    QVERIFY(!got->options.logfile && !got->options.freezeHook);
    QCOMPARE(got->options.pidfile, QStringLiteral("/run/agent.pid"));
    QCOMPARE(got->options.stateDirectory, QStringLiteral("/run"));
    QCOMPARE(got->options.path, QStringLiteral("/dev/port"));
}

void ConfigurationTest::printsInPlaceOfRunning()
{
    const auto version = read(QStringLiteral("-V"), "broken");
    QVERIFY(version && version->print);
    QVERIFY(version->print->startsWith(u"QEMU Guest Agent "));
    QCOMPARE(version->print->count(u'\n'), 1);

    const auto help = read(QStringLiteral("-h"));
    QVERIFY(help && help->print && help->print->startsWith(u"Usage: prog "));

    const auto names = read(QStringLiteral("-b help"));
    QVERIFY(names && names->print);
    QCOMPARE(names->print->count(u'\n'), qsizetype(catalogue().size()));
    QVERIFY(names->print->split(u'\n').contains(QStringLiteral("guest-ping")));
}

void ConfigurationTest::dumpsWhatIsInEffect()
{
    const auto bare = read(QStringLiteral("-D"));
    QVERIFY(bare && bare->print);
    QCOMPARE(*bare->print,
             QStringLiteral("[general]\ndaemon=false\nmethod=virtio-serial\npath=/dev/port\n"
                            "pidfile=/run/agent.pid\nstatedir=/run\nverbose=false\n"
                            "retry-path=false\nblock-rpcs=\nallow-rpcs=\n"));
    const auto set = read(QStringLiteral("-Ddv -F -l /l -b a,b -a c"));
    QVERIFY(set);
    QCOMPARE(
        *set->print,
        QStringLiteral("[general]\ndaemon=true\nmethod=virtio-serial\npath=/dev/port\nlogfile=/l\n"
                       "pidfile=/run/agent.pid\nfsfreeze-hook=/etc/hook\nstatedir=/run\n"
                       "verbose=true\nretry-path=false\nblock-rpcs=a,b\nallow-rpcs=c\n"));
}

void ConfigurationTest::dumpReadsBackTheSame()
{
    const auto first =
        read(QStringLiteral("-D -dvr -F -l /l -b a,,b -a c"),
             "[general]\npath=\\s/p\nreported-version=1\nfsfreeze-timeout=2m\nlog-level=info\n"
             "fsfreeze-hook-failure=abort\n");
    QVERIFY(first && first->print);
    const auto again = read(QStringLiteral("-D"), first->print->toUtf8());
    QVERIFY(again);
    QCOMPARE(*again->print, *first->print);
    QVERIFY(first->print->contains(QStringLiteral("path=\\s/p\n")));
    QVERIFY(first->print->contains(
        QStringLiteral("fsfreeze-timeout=120\nfsfreeze-hook-failure=abort\nlog-level=info\n")));
}

void ConfigurationTest::checksTheServiceActionWhereThereIsOne()
{
    const QStringList words = commandLineWords(QStringLiteral("-s nonsense"));
    const auto posix = readInstructions({words, {}, inventedDefaults()});
    QVERIFY(posix);
    QVERIFY(!posix->options.serviceAction);

    const auto refused = readInstructions({words, {}, inventedDefaultsWithService()});
    QVERIFY(!refused);
    QCOMPARE(refused.error().description, QStringLiteral("Unknown service command."));

    const auto taken = readInstructions({commandLineWords(QStringLiteral("-v --service=install")),
                                         {},
                                         inventedDefaultsWithService()});
    QVERIFY(taken);
    QCOMPARE(taken->options.serviceAction, QStringLiteral("install"));
}

void ConfigurationTest::readsDurations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // -1: refused.

    QTest::newRow("seconds") << QByteArray("90") << qint64(90);
    QTest::newRow("s") << QByteArray("90s") << qint64(90);
    QTest::newRow("m") << QByteArray("10m") << qint64(600);
    QTest::newRow("h") << QByteArray("2h") << qint64(7200);
    QTest::newRow("never") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
    QTest::newRow("a unit alone") << QByteArray("m") << qint64(-1);
    QTest::newRow("an unknown unit") << QByteArray("1d") << qint64(-1);
    QTest::newRow("a blank") << QByteArray("1 m") << qint64(-1);
    QTest::newRow("a fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("enormous") << QByteArray("99999999999999999999h") << qint64(-1);
}

void ConfigurationTest::readsDurations()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seconds);
    const auto got = read({}, "[general]\nfsfreeze-timeout=" + text + '\n');
    QCOMPARE(got.has_value(), seconds >= 0);
    if (got)
        QCOMPARE(got->options.freezeTimeout->count(), seconds);
}

void ConfigurationTest::knowsTheMethodsOfTheSystem()
{
    PlatformDefaults defaults = inventedDefaults();
    QCOMPARE(*channelMethod(QStringLiteral("virtio-serial"), defaults),
             ChannelMethod::VirtioSerial);
    QCOMPARE(*channelMethod(QStringLiteral("isa-serial"), defaults), ChannelMethod::IsaSerial);
    QCOMPARE(*channelMethod(QStringLiteral("unix-listen"), defaults), ChannelMethod::UnixListen);
    QCOMPARE(*channelMethod(QStringLiteral("vsock-listen"), defaults), ChannelMethod::VsockListen);
    QCOMPARE(channelMethod(QStringLiteral("foo"), defaults).error().description,
             QStringLiteral("unsupported channel method/type: foo"));
    defaults.methods.removeAll(QStringLiteral("unix-listen"));
    QVERIFY(!channelMethod(QStringLiteral("unix-listen"), defaults));
}

void ConfigurationTest::makesFilePathsAbsolute()
{
    const QString root = QDir::rootPath(); // With the drive's letter, where there are drives.
    const QString home = root + QStringLiteral("home");
    Options options;
    options.method = QStringLiteral("unix-listen");
    options.path = QStringLiteral("socket");
    options.pidfile = root + QStringLiteral("run/pid");
    options.logfile = QStringLiteral("log");
    makePathsAbsolute(options, home);
    QCOMPARE(options.path, home + QStringLiteral("/socket"));
    QCOMPARE(options.pidfile, root + QStringLiteral("run/pid"));
    QCOMPARE(options.logfile, home + QStringLiteral("/log"));
    QVERIFY(!options.freezeHook);
    QVERIFY(options.stateDirectory.isEmpty());

    options.method = QStringLiteral("vsock-listen");
    options.path = QStringLiteral("3:1");
    makePathsAbsolute(options, home);
    QCOMPARE(options.path, QStringLiteral("3:1"));
}

void ConfigurationTest::tellsWhatAServiceIsToRunWith()
{
    const auto instructions = readInstructions(
        {commandLineWords(QStringLiteral(
             "-d -v -l agent.log -m isa-serial -p COM1 -bguest-exec,guest-ping -s install")),
         QString(), inventedDefaultsWithService()});
    QVERIFY(instructions);
    QCOMPARE(instructions->options.serviceAction, QStringLiteral("install"));
    QCOMPARE(instructions->serviceOptions,
             (QStringList{QStringLiteral("--verbose"),
                          QStringLiteral("--logfile=") +
                              QDir::current().absoluteFilePath(QStringLiteral("agent.log")),
                          QStringLiteral("--method=isa-serial"), QStringLiteral("--path=COM1"),
                          QStringLiteral("--block-rpcs=guest-exec,guest-ping")}));
}

QTEST_GUILESS_MAIN(ConfigurationTest)
#include "configuration_test.moc"
