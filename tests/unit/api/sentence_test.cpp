// SPDX-License-Identifier: Apache-2.0
// Sentences: what is put into their words.
#include "platform/api/sentence.h"

#include <QTest>

using namespace ga;

class SentenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesStandInTheirPlaces()
    {
        const Sentence sentence("%2 has %1, and %1 is 100 %", {QStringLiteral("it"), {}});
        QCOMPARE(sentence.text(), QStringLiteral(" has it, and it is 100 %"));
        const Sentence many("%9%8%7%6%5%4%3%2%1",
                            QStringLiteral("a b c d e f g h i j").split(u' '));
        QCOMPARE(many.text(), QStringLiteral("ihgfedcba"));
    }

    void whatAValueHoldsIsNoPlace()
    {
        const Sentence sentence("%1 or %2", {QStringLiteral("/%2/%1"), QStringLiteral("%1%")});
        QCOMPARE(sentence.text(), QStringLiteral("/%2/%1 or %1%"));
        QCOMPARE(Sentence::quoted(QStringLiteral("%1 of %2")).text(), QStringLiteral("%1 of %2"));
    }

    void aPlaceWithoutAValueStays()
    {
        QCOMPARE(Sentence("%1 %2 %0 %x %").text(), QStringLiteral("%1 %2 %0 %x %"));
        QCOMPARE(Sentence("%1 %2%", {QStringLiteral("a")}).text(), QStringLiteral("a %2%"));
        QCOMPARE(Sentence("%12", {QStringLiteral("a")}).text(), QStringLiteral("a2"));
    }
};

QTEST_GUILESS_MAIN(SentenceTest)
#include "sentence_test.moc"
