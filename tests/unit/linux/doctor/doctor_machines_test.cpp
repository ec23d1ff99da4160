// SPDX-License-Identifier: Apache-2.0
// What the doctor says of whole machines, each described in a file and laid out in a directory.
#include "platform/linux/doctor/judgements.h"
#include "platform/linux/doctor/process_facts.h"

#include "tests/fakes/sysfs_builder.h"
#include "tests/fakes/whole_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ga;

namespace {

constexpr qint64 now = 1772611200; // A day after what the machines' logs tell.

QJsonObject machine(const QString &name)
{
    QFile file(QStringLiteral(MACHINES "/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QList<Finding> diagnosed(const QJsonObject &description)
{
    const SysfsBuilder builder;
    const QString root = QFile::decodeName(builder.root());
    const QJsonObject files = description[u"files"].toObject();
    for (auto it = files.begin(); it != files.end(); ++it)
        builder.file(it.key(), it->toString().toUtf8());
    const QJsonObject links = description[u"links"].toObject();
    for (auto it = links.begin(); it != links.end(); ++it)
        builder.link(it.key(), it->toString().replace(QStringLiteral("@ROOT@"), root));
    const QString path = description[u"path"].toString();
    MachineFacts facts = readMachine(builder.root(), path.toUtf8(), now);
    facts.isRoot = description[u"root"].toBool();
    readProcesses(builder.root() + "/proc", builder.root() + path.toUtf8(), facts);
    DiagnosisQuestion question{description[u"method"].toString(), path, std::nullopt};
    if (description.contains(u"openIn"))
        question.openIn = description[u"openIn"].toInteger();
    return judge(facts, question);
}

} // namespace

class DoctorMachinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsAreTheExpectedOnes_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names =
            QDir(QStringLiteral(MACHINES)).entryList({QStringLiteral("*.json")});
        QVERIFY(names.size() > 10);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void findingsAreTheExpectedOnes()
    {
        QFETCH(QString, name);
        const QJsonObject description = machine(name);
        const QList<Finding> findings = diagnosed(description);
        QJsonObject expected = description[u"expect"].toObject();
        QVERIFY(!expected.isEmpty());
        for (const Finding &finding : findings) {
            QVERIFY2(test::hasWholeWords(finding), finding.text.words);
            const QJsonArray wanted = expected.take(QString::fromUtf8(finding.step)).toArray();
            if (wanted.isEmpty())
                continue;
            const QString text = finding.text.text();
            const QString fix = finding.fix ? finding.fix->text() : QString();
            const QByteArray said = finding.step + (u'|' + text + u'|' + fix).toUtf8();
            QVERIFY2(wanted[0].toString() == QLatin1StringView(wireName(finding.verdict)),
                     said.constData());
            QVERIFY2(text.contains(wanted[1].toString()), said.constData());
            QVERIFY2(fix.contains(wanted[2].toString()), said.constData());
        }
        QVERIFY2(expected.isEmpty(), qPrintable(expected.keys().join(u',')));
    }

    void whatIsNotWellHasAFix()
    {
        for (const QString &name :
             QDir(QStringLiteral(MACHINES)).entryList({QStringLiteral("*.json")})) {
            for (const Finding &finding : diagnosed(machine(name)))
                QVERIFY2(finding.verdict == Verdict::Ok || finding.fix,
                         qPrintable(finding.text.text()));
        }
    }

    void onlyAgentsAreAgents()
    {
        QVERIFY(isAgent("qemu-ga", {"/usr/sbin/qemu-ga", "-d"}));
        QVERIFY(isAgent("qtga", {"qtga"}));
        QVERIFY(isAgent("qtga", {"/usr/sbin/qtga", "--retry-path"}));
        QVERIFY(!isAgent("qtga", {"/usr/sbin/qtga", "doctor"}));
        QVERIFY(!isAgent("qtga-tray", {"/usr/bin/qtga-tray"}));
        QVERIFY(!isAgent("", {}));
    }
};

QTEST_GUILESS_MAIN(DoctorMachinesTest)
#include "doctor_machines_test.moc"
