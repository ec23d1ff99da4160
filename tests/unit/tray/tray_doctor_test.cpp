// SPDX-License-Identifier: Apache-2.0
// The doctor's page with doctors that hang, fail at the second time, or see nothing.
#include "window/doctor_page.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

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

private:
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

} // namespace ga

QTEST_MAIN(ga::TrayDoctorTest)
#include "tray_doctor_test.moc"
