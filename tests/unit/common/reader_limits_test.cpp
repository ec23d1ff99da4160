// SPDX-License-Identifier: Apache-2.0
// How many readers of the status each may have.
#include "platform/common/reader_limits.h"

#include <QTest>

using namespace ga;

class ReaderLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noUserTakesAllPlaces()
    {
        const auto user = [](int number) {
            return ReaderIdentity{QByteArray::number(1000 + number), false};
        };
        const ReaderIdentity administrator{"0", true};
        ReaderLimits limits;
        for (int each = 0; each < 20; ++each) {
            for (int i = 0; i < 10; ++i)
                QCOMPARE(limits.enter(user(each)),
                         i < ReaderLimits::ofUser &&
                             each * ReaderLimits::ofUser + i < ReaderLimits::ofUsers);
        }
        for (int i = 0; i < ReaderLimits::ofAll - ReaderLimits::ofUsers; ++i)
            QVERIFY(limits.enter(administrator));
        QVERIFY(!limits.enter(administrator));
        limits.leave(user(0));
        QVERIFY(!limits.enter(user(1)));
        QVERIFY(limits.enter(user(0)));
        limits.leave(administrator);
        QVERIFY(!limits.enter(user(19)));
        QVERIFY(limits.enter(administrator));
    }

    // An administrator who is one only with elevated rights counts as a user without them.
    void rightsCountAndNotTheName()
    {
        ReaderLimits limits;
        for (int i = 0; i < ReaderLimits::ofAll - 1; ++i)
            QVERIFY(limits.enter({"a", true}));
        QVERIFY(limits.enter({"a", false}));
        limits.leave({"a", false});
        limits.leave({"a", true});
        for (int i = 0; i < 2; ++i)
            QVERIFY(limits.enter({"a", false}));
        QVERIFY(!limits.enter({"a", false}));
    }
};

QTEST_GUILESS_MAIN(ReaderLimitsTest)
#include "reader_limits_test.moc"
