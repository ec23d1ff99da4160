// SPDX-License-Identifier: Apache-2.0
// Registration leaves all or nothing, and says which step failed.
#include "platform/windows/vss/registration_steps.h"

#include <QTest>

#include <array>

using namespace ga::vss;

class RegistrationStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_done.clear(); }
    void takesBackWhatWasThereBefore();
    void failureTakesAllBackAndNamesTheStep();

private:
    RegistrationStep step(const char *name, long result)
    {
        return {QString::fromLatin1(name).toStdWString(),
                [this, name, result] {
                    m_done.append(name);
                    return result;
                },
                [this, name] { m_done.append(QByteArray("no ") + name); }};
    }

    QList<QByteArray> m_done;
};

void RegistrationStepsTest::takesBackWhatWasThereBefore()
{
    const std::array steps{step("a", 0), step("b", 1)};
    QVERIFY(!registerInSteps(steps));
    QCOMPARE(m_done, (QList<QByteArray>{"no b", "no a", "a", "b"}));
}

void RegistrationStepsTest::failureTakesAllBackAndNamesTheStep()
{
    const std::array steps{step("a", 0), step("doing b", long(qint32(0x80070005))), step("c", 0)};
    const auto failure = registerInSteps(steps);
    QVERIFY(failure);
    QCOMPARE(QString::fromStdWString(failure->text()),
             QStringLiteral("doing b failed: Windows error 0x80070005"));
    QCOMPARE(m_done, (QList<QByteArray>{"no c", "no doing b", "no a", "a", "doing b", "no c",
                                        "no doing b", "no a"}));
}

QTEST_GUILESS_MAIN(RegistrationStepsTest)
#include "registration_steps_test.moc"
