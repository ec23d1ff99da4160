// SPDX-License-Identifier: Apache-2.0
// The doctor's page with doctors that hang, fail at the second time, see nothing, or are told in
// German.
#include "window/doctor_page.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <memory>

namespace ga {

class TrayDoctorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckThatHangsIsStopped();
    void aFailedCheckLeavesNothingOfTheOneBefore();
    void whatCannotBeSeenIsNotWell();
    void allIsWellAsOfATime();
    void staleFindingsAreMadeAnew();
    void findingsAreToldInTheUsersLanguage();
    void whatHasNoTranslationIsToldAsItCame_data();
    void whatHasNoTranslationIsToldAsItCame();

private:
    static std::unique_ptr<QTranslator> german();
    QString program(const QByteArray &script) const;
    static QString summary(const DoctorPage &page);

    QTemporaryDir m_folder;
};

QString TrayDoctorTest::program(const QByteArray &script) const
{
    const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

QString TrayDoctorTest::summary(const DoctorPage &page)
{
    return page.findChild<QLabel *>(QStringLiteral("doctorSummary"))->text();
}

void TrayDoctorTest::aCheckThatHangsIsStopped()
{
    DoctorPage page(program("exec sleep 600\n"));
    page.setPatience(100);
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(summary(page).contains(QStringLiteral("was stopped")), 30000);
    for (const QPushButton *button : page.findChildren<QPushButton *>())
        QCOMPARE(button->isEnabled(), button->text() == QStringLiteral("Check a&gain"));
}

void TrayDoctorTest::aFailedCheckLeavesNothingOfTheOneBefore()
{
    const QByteArray mark = m_folder.filePath(QStringLiteral("second")).toLocal8Bit();
    DoctorPage page(
        program("test -e " + mark + " && { echo 'no more' >&2; exit 4; }\ntouch " + mark + R"(
echo '{"findings": [{"step": "Port", "verdict": "failure", "text": "missing"}]}'
)"));
    page.show();
    const auto *list = page.findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, 30000);
    page.check();
    QTRY_COMPARE_WITH_TIMEOUT(summary(page), QStringLiteral("The check could not be run: no more"),
                              30000);
    QCOMPARE(list->count(), 0);
    QVERIFY2(!page.asText().contains(QStringLiteral("Port")), qPrintable(page.asText()));
}

void TrayDoctorTest::whatCannotBeSeenIsNotWell()
{
    DoctorPage page(program(R"(
echo '{"findings": [{"step": "Port", "verdict": "unknown", "text": "no rights"}]}'
)"));
    page.show();
    const auto *list = page.findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, 30000);
    QVERIFY2(!summary(page).contains(QStringLiteral("well")) &&
                 summary(page).contains(QStringLiteral("not visible")),
             qPrintable(summary(page)));
}

void TrayDoctorTest::allIsWellAsOfATime()
{
    DoctorPage page(program(R"(
echo '{"findings": [{"step": "Port", "verdict": "ok", "text": "there"}]}'
)"));
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(summary(page).startsWith(QStringLiteral("All is well")), 30000);
    QVERIFY2(summary(page).contains(QRegularExpression(QStringLiteral("\\d\\d:\\d\\d:\\d\\d\\."))),
             qPrintable(summary(page)));
}

void TrayDoctorTest::staleFindingsAreMadeAnew()
{
    const QString runs = m_folder.filePath(QStringLiteral("runs"));
    DoctorPage page(program("echo run >> " + runs.toLocal8Bit() + R"(
echo '{"findings": [{"step": "Port", "verdict": "ok", "text": "there"}]}'
)"));
    const auto count = [&runs] {
        QFile file(runs);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
    };
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(summary(page).startsWith(QStringLiteral("All is well")), 30000);
    page.hide();
    page.show(); // They are fresh.
    QVERIFY(summary(page).startsWith(QStringLiteral("All is well")));
    page.setFreshness(0);
    page.hide();
    page.show();
    QTRY_COMPARE_WITH_TIMEOUT(count(), 2, 30000);
}

// As long as it lives.
std::unique_ptr<QTranslator> TrayDoctorTest::german()
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(QStringLiteral(QTGA_TRANSLATIONS "/qtga-tray_de.qm")) ||
        !QCoreApplication::installTranslator(translator.get()))
        return nullptr;
    return translator;
}

void TrayDoctorTest::findingsAreToldInTheUsersLanguage()
{
    const QByteArray script = R"(cat <<'END'
{"findings": [
{"step": "device", "verdict": "failure", "text": "/dev/%2 is not there", "fix": "run qtga doctor as root",
 "words": {"text": "%1 is not there", "text-values": ["/dev/%2"], "fix": "run qtga doctor as root", "fix-values": []}},
{"step": "permissions", "verdict": "ok", "text": "there is nothing to open",
 "words": {"text": "there is nothing to open", "text-values": []}}
]}
END
)";
    const auto translator = german();
    QVERIFY(translator);
    DoctorPage page(program(script));
    page.show();
    const auto *list = page.findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 2, 30000);
    QCOMPARE(list->item(0)->text(),
             QStringLiteral("Gerät: /dev/%2 ist nicht vorhanden\n→ Führen Sie qtga doctor als root "
                            "aus"));
    QCOMPARE(list->item(1)->text(), QStringLiteral("Zugriffsrechte: Es gibt nichts zu öffnen"));
    QVERIFY2(page.asText().contains(QStringLiteral("Fehler: Gerät: /dev/%2 ist nicht vorhanden")),
             qPrintable(page.asText()));
}

void TrayDoctorTest::whatHasNoTranslationIsToldAsItCame_data()
{
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QByteArray &words) {
        QTest::newRow(name) << words;
    };
    row("no words, as of an earlier doctor", "null");
    row("other words", R"({"text": "%1 is new", "text-values": ["x"]})");
    row("words of another", R"({"text": "%1", "text-values": ["x"]})");
    row("too few values", R"({"text": "%1 is not there", "text-values": []})");
    row("no values", R"({"text": "%1 is not there"})");
    row("a value that is none", R"({"text": "%1 is not there", "text-values": [{"a": 1}]})");
    row("too many values", R"({"text": "%1 is not there", "text-values": [)" +
                               QByteArray("\"\",").repeated(9) + R"(""]})");
    row("too long a value",
        R"({"text": "%1 is not there", "text-values": [")" + QByteArray(10000, 'x') + R"("]})");
    row("words without an end", R"({"text": ")" + QByteArray(100000, 'x') + R"("})");
}

void TrayDoctorTest::whatHasNoTranslationIsToldAsItCame()
{
    QFETCH(QByteArray, words);
    const auto translator = german();
    QVERIFY(translator);
    const auto steps = readDoctorReport(
        R"({"findings": [{"step": "new", "verdict": "ok", "text": "%1 it is", "words": )" + words +
        "}]}");
    QVERIFY(steps && steps->size() == 1);
    QCOMPARE(steps->first().name, QStringLiteral("new"));
    QCOMPARE(steps->first().text, QStringLiteral("%1 it is"));
    QVERIFY(steps->first().fix.isEmpty());
}

} // namespace ga

QTEST_MAIN(ga::TrayDoctorTest)
#include "tray_doctor_test.moc"
