// SPDX-License-Identifier: Apache-2.0
// What is told of VSS' results, of its writers, and of a provider that is not registered.
#include "platform/windows/freeze/registration_text.h"
#include "platform/windows/freeze/writer_phase.h"

#include <QTest>

using namespace ga;

class VssTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownResultIsItsNumber();
    void knownResultHasItsCause();
    void writersFailInPhases();
    void missingProviderIsTold_data();
    void missingProviderIsTold();
    void failedRegistrationNamesTheStep();
};

void VssTextTest::unknownResultIsItsNumber()
{
    QCOMPARE(vssResultText(VssResult(0x80040fff)), QStringLiteral("Windows error 0x80040fff"));
    QCOMPARE(vssResultText(1), QStringLiteral("Windows error 0x00000001"));
}

void VssTextTest::knownResultHasItsCause()
{
    const Error error =
        vssError(QStringLiteral("failed to do snapshot set"), VssResult(0x80042316));
    QCOMPARE(error.description,
             QStringLiteral("failed to do snapshot set: Windows error 0x80042316: another program "
                            "is making a snapshot"));
    QCOMPARE(error.systemError, VssResult(0x80042316));
}

void VssTextTest::writersFailInPhases()
{
    QCOMPARE(writerPhase(1), QString()); // VSS_WS_STABLE
    QCOMPARE(writerPhase(6), QStringLiteral("identify"));
    QCOMPARE(writerPhase(9), QStringLiteral("freeze"));
    QCOMPARE(writerPhase(12), QStringLiteral("backup complete"));
    QCOMPARE(writerPhase(13), QString());
}

void VssTextTest::missingProviderIsTold_data()
{
    QTest::addColumn<bool>("fileIsThere");
    QTest::addColumn<bool>("isRegistered");
    QTest::addColumn<QString>("registrationError");
    QTest::addColumn<QString>("text");
    const QString off = QStringLiteral("fsfreeze not possible as VSS failed to initialize: ");
    const QString help =
        QStringLiteral("; \"qtga -s vss-install\", run as administrator, does that");
    QTest::newRow("all there") << true << true << QString() << QString();
    QTest::newRow("no file") << false << true << QString()
                             << off + QStringLiteral(
                                          "qtga-vss.dll is not beside the agent's program");
    QTest::newRow("never registered")
        << true << false << QString()
        << off + QStringLiteral("its provider is not registered") + help;
    QTest::newRow("failed") << true << false << QStringLiteral("step failed: Windows error 0x1")
                            << off +
                                   QStringLiteral("its provider is not registered (step failed: "
                                                  "Windows error 0x1)") +
                                   help;
}

void VssTextTest::missingProviderIsTold()
{
    QFETCH(bool, fileIsThere);
    QFETCH(bool, isRegistered);
    QFETCH(QString, registrationError);
    QFETCH(QString, text);
    QCOMPARE(missingProviderText({fileIsThere, isRegistered, registrationError}), text);
}

void VssTextTest::failedRegistrationNamesTheStep()
{
    QCOMPARE(registrationFailure(QStringLiteral("creating it failed"), VssResult(0x80004005))
                 .description,
             QStringLiteral("the VSS provider can't be registered: creating it failed"));
    QCOMPARE(
        registrationFailure({}, VssResult(0x80070005)).description,
        QStringLiteral("the VSS provider can't be registered: Windows error 0x80070005: access "
                       "denied"));
}

QTEST_GUILESS_MAIN(VssTextTest)
#include "vss_text_test.moc"
