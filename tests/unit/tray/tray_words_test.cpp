// SPDX-License-Identifier: Apache-2.0
// The tray's words: a phrase for every command, reasons, times, and a translation for all of it.
#include "commands/catalogue.h"
#include "words/command_words.h"
#include "words/permission_words.h"
#include "words/reason_words.h"
#include "words/time_words.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <limits>

namespace ga {

namespace {

const QString translations = QStringLiteral(QTGA_SOURCES "/gui-tray/translations/");

struct TsMessage
{
    QString context;
    QString source;
    QStringList texts; // Several where they depend on a number.
    bool finished = true;
    bool plural = false;
};

QString key(const TsMessage &message)
{
    return message.context + QStringLiteral(": ") + message.source;
}

QList<TsMessage> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<TsMessage> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QStringLiteral("message")) {
            messages.append(
                {context, {}, {}, true, xml.attributes().hasAttribute(QStringLiteral("numerus"))});
        } else if (xml.name() == QStringLiteral("source")) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            messages.last().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!messages.last().plural)
                messages.last().texts.append(xml.readElementText());
        } else if (xml.name() == QStringLiteral("numerusform")) {
            messages.last().texts.append(xml.readElementText());
        }
    }
    return messages;
}

QSet<QString> placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:\\d|n)"));
    QSet<QString> found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.insert(match.captured());
    return found;
}

} // namespace

class TrayWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandHasAPhrase();
    void anUnknownCommandIsShownAsItIs();
    void reasonsAreReworded_data();
    void reasonsAreReworded();
    void rulesAreToldWithTheirPlace();
    void limitsAreToldWithTheirPlace();
    void whoEndedAFreezeIsTold();
    void durations_data();
    void durations();
    void timesAreTold();
    void noNumberIsTooLarge();
    void whatIsOffSaysWhatToDo();
    void everyStringIsTranslated();
    void translationsKeepPlaceholdersAndMnemonics();
    void noStringIsMissing();
    void germanIsSpoken();
};

void TrayWordsTest::everyCommandHasAPhrase()
{
    for (const Command &command : catalogue()) {
        const QString name = QString::fromLatin1(command.name);
        QVERIFY2(commandInWords(name) != name, command.name);
    }
}

void TrayWordsTest::anUnknownCommandIsShownAsItIs()
{
    QCOMPARE(commandInWords(QStringLiteral("guest-new")), QStringLiteral("guest-new"));
    QCOMPARE(commandInWords(QStringLiteral("guest-new"), QStringLiteral("Do it")),
             QStringLiteral("Do it"));
}

void TrayWordsTest::reasonsAreReworded_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("host access was paused by its owner")
        << QStringLiteral("Host access was paused here.");
    QTest::newRow("error opening channel '/dev/a b': Permission denied")
        << QStringLiteral("It may not open /dev/a b.");
    QTest::newRow("no /sys/devices/system/memory: this kernel has no memory hotplug")
        << QStringLiteral("No /sys/devices/system/memory: this kernel has no memory hotplug.");
}

void TrayWordsTest::reasonsAreReworded()
{
    QFETCH(QString, words);
    QCOMPARE(reasonInWords(QString::fromUtf8(QTest::currentDataTag())), words);
}

// By the rule alone: how the agent words it may change.
void TrayWordsTest::rulesAreToldWithTheirPlace()
{
    const QString worded = QStringLiteral("as the agent words it");
    const QString file = QStringLiteral("/etc/a b%1.conf");
    const auto words = [&](const char *key, const std::optional<QString> &value,
                           const std::optional<QString> &place) {
        return reasonInWords(worded, RuleReference{QString::fromLatin1(key), value, place});
    };
    QCOMPARE(words("profile", QStringLiteral("rhel"), file),
             QStringLiteral("Blocked by the line \"profile=rhel\" in the file /etc/a b%1.conf."));
    QCOMPARE(
        words("exec-programs", std::nullopt, file),
        QStringLiteral("Blocked by the setting \"exec-programs\" in the file /etc/a b%1.conf."));
    QCOMPARE(words("block-rpcs", std::nullopt, std::nullopt),
             QStringLiteral("Blocked by the option block-rpcs, with which the agent was started."));
}

void TrayWordsTest::limitsAreToldWithTheirPlace()
{
    const QString worded = QStringLiteral("as the agent words it");
    const auto rule = [](const char *key) {
        return RuleReference{QString::fromLatin1(key), std::nullopt, QStringLiteral("/c.conf")};
    };
    QCOMPARE(limitInWords(worded, QList{rule("exec-programs")}),
             QStringLiteral("Only the programs that \"exec-programs\" lists in the file /c.conf."));
    QCOMPARE(
        limitInWords(worded, QList{rule("file-read-directories"), rule("file-write-directories")}),
        QStringLiteral("Reading only in the directories that \"file-read-directories\" lists in "
                       "the file /c.conf. Writing only in the directories that "
                       "\"file-write-directories\" lists in the file /c.conf."));
    QCOMPARE(limitInWords(worded, QList{rule("key-users"), rule("new-rule")}),
             QStringLiteral("As the agent words it."));
    QCOMPARE(limitInWords(worded, std::nullopt), QStringLiteral("As the agent words it."));
}

void TrayWordsTest::whoEndedAFreezeIsTold()
{
    const auto words = [](FreezeOutcome outcome, std::optional<FreezeEnder> by) {
        return lastFreezeInWords({.ended = 0, .outcome = outcome, .endedBy = by}, 0);
    };
    QVERIFY(words(FreezeOutcome::Expired, FreezeEnder::System).contains(u"ended by the system"));
    QVERIFY(words(FreezeOutcome::Expired, FreezeEnder::Time).contains(u"time limit"));
    QVERIFY(words(FreezeOutcome::Expired, std::nullopt).contains(u"time limit"));
    QVERIFY(words(FreezeOutcome::Thawed, FreezeEnder::Owner).contains(u"by an administrator"));
    QVERIFY(words(FreezeOutcome::Thawed, FreezeEnder::Host).contains(u"by the host"));
    QVERIFY(words(FreezeOutcome::Thawed, FreezeEnder::Agent).contains(u"when it ended"));
}

void TrayWordsTest::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("0 ms") << qint64(0);
    QTest::newRow("41 ms") << qint64(41);
    QTest::newRow("0.4 s") << qint64(377);
    QTest::newRow("4 s") << qint64(4000);
    QTest::newRow("59 s") << qint64(59999);
    QTest::newRow("10 min") << qint64(600000);
    QTest::newRow("3 min 20 s") << qint64(200000);
    QTest::newRow("2 h 5 min") << qint64(7500000);
    QTest::newRow("3 d 4 h") << qint64(273600000);
}

void TrayWordsTest::durations()
{
    QFETCH(qint64, milliseconds);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(durationInWords(milliseconds), QString::fromUtf8(QTest::currentDataTag()));
}

void TrayWordsTest::timesAreTold()
{
    const qint64 now = 1772524800000; // 2026-03-03 08:00:00 UTC
    QCOMPARE(timeInWords(now - 1000, now), QStringLiteral("07:59:59"));
    QVERIFY(timeInWords(now - 86400000, now).endsWith(QStringLiteral(" 08:00:00")));
    QCOMPARE(agoInWords(now, now), QStringLiteral("just now"));
    QCOMPARE(agoInWords(now + 5000, now), QStringLiteral("just now")); // The clock was set.
    QCOMPARE(agoInWords(now - 65999, now), QStringLiteral("1 min 5 s ago"));
}

void TrayWordsTest::noNumberIsTooLarge()
{
    const qint64 most = std::numeric_limits<qint64>::max();
    const qint64 least = std::numeric_limits<qint64>::min();
    QCOMPARE(durationInWords(least), QStringLiteral("0 ms"));
    QCOMPARE(durationInWords(most), durationInWords(secondsInMs(most)));
    QCOMPARE(secondsInMs(least), 0);
    QVERIFY(passedSince(least, most) > 0 && passedSince(most, least) < 0);
    QCOMPARE(agoInWords(most, least), QStringLiteral("just now"));
    QVERIFY(agoInWords(least, most).endsWith(QStringLiteral("ago")));
}

void TrayWordsTest::whatIsOffSaysWhatToDo()
{
    CommandPermission permission;
    permission.name = QStringLiteral("guest-exec");
    QVERIFY(permissionReason(permission).isEmpty() && permissionRemedy(permission).isEmpty());
    permission.limit = QStringLiteral("only some programs");
    permission.limits = {
        {QStringLiteral("exec-programs"), std::nullopt, QStringLiteral("/c.conf")}};
    QVERIFY(permissionReason(permission).contains(QStringLiteral("exec-programs")));
    permission.on = false;
    permission.offBy = OffBy::Policy;
    permission.reason = QStringLiteral("the command is not allowed");
    permission.rule = {QStringLiteral("profile"), QStringLiteral("rhel"),
                       QStringLiteral("/c.conf")};
    QVERIFY(permissionReason(permission).contains(QStringLiteral("/c.conf")));
    QVERIFY(!permissionRemedy(permission).isEmpty());
    permission.offBy = OffBy::System;
    QVERIFY(permissionRemedy(permission).contains(QStringLiteral("lacks")));
}

void TrayWordsTest::everyStringIsTranslated()
{
    const QList<TsMessage> messages = messagesOf(translations + QStringLiteral("qtga-tray_de.ts"));
    QVERIFY(messages.size() > 100);
    for (const TsMessage &message : messages) {
        QVERIFY2(message.finished && !message.texts.isEmpty(), qPrintable(key(message)));
        for (const QString &text : message.texts)
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(key(message)));
    }
    QSet<QString> english; // What depends on a number; the rest is in the sources.
    for (const TsMessage &message : messagesOf(translations + QStringLiteral("qtga-tray_en.ts"))) {
        QVERIFY2(message.finished && message.texts.size() == 2, qPrintable(key(message)));
        english.insert(key(message));
    }
    QSet<QString> plurals;
    for (const TsMessage &message : messages) {
        if (message.plural)
            plurals.insert(key(message));
    }
    QCOMPARE(english, plurals);
}

void TrayWordsTest::translationsKeepPlaceholdersAndMnemonics()
{
    static const QRegularExpression mnemonic(QStringLiteral("&\\w"));
    for (const TsMessage &message : messagesOf(translations + QStringLiteral("qtga-tray_de.ts"))) {
        for (const QString &text : message.texts) {
            QVERIFY2(placeholders(text) == placeholders(message.source), qPrintable(key(message)));
            QVERIFY2(text.contains(mnemonic) == message.source.contains(mnemonic),
                     qPrintable(key(message)));
            QVERIFY2(text.endsWith(u'.') == message.source.endsWith(u'.'),
                     qPrintable(key(message)));
            QVERIFY2(text.endsWith(u'…') == message.source.endsWith(u'…'),
                     qPrintable(key(message)));
        }
    }
}

// What lupdate finds in the sources today is what the files hold.
void TrayWordsTest::noStringIsMissing()
{
    const QString lupdate = QString::fromUtf8(QTGA_LRELEASE)
                                .replace(QStringLiteral("lrelease"), QStringLiteral("lupdate"));
    if (!QFile::exists(lupdate))
        QSKIP("no lupdate beside lrelease");
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("fresh_de.ts"));
    QProcess process;
    process.start(lupdate,
                  {QStringLiteral("-silent"), QStringLiteral(QTGA_SOURCES "/gui-tray"),
                   QStringLiteral(QTGA_SOURCES "/agent"), QStringLiteral(QTGA_SOURCES "/platform"),
                   QStringLiteral("-ts"), fresh});
    QVERIFY(process.waitForFinished(60000));
    QSet<QString> found;
    for (const TsMessage &message : messagesOf(fresh))
        found.insert(key(message));
    QSet<QString> held;
    for (const TsMessage &message : messagesOf(translations + QStringLiteral("qtga-tray_de.ts")))
        held.insert(key(message));
    QVERIFY2(
        found == held,
        qPrintable(QStringLiteral("missing: %1; left over: %2")
                       .arg(QStringList((found - held).values()).join(QStringLiteral(" | ")),
                            QStringList((held - found).values()).join(QStringLiteral(" | ")))));
}

void TrayWordsTest::germanIsSpoken()
{
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(QTGA_TRANSLATIONS "/qtga-tray_de.qm")));
    QVERIFY(QCoreApplication::installTranslator(&german));
    QCOMPARE(commandInWords(QStringLiteral("guest-exec")), QStringLiteral("Ein Programm starten"));
    QCOMPARE(agoInWords(0, 5000), QStringLiteral("vor 5 s"));
    QCoreApplication::removeTranslator(&german);
}

} // namespace ga

QTEST_GUILESS_MAIN(ga::TrayWordsTest)
#include "tray_words_test.moc"
