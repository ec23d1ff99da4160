// SPDX-License-Identifier: Apache-2.0
// The marker is qemu-ga's file, and the next agent finds it.
#include "app/frozen_mark.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

class FrozenMarkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersThatItIsFrozen();
    void saysWhatFails();
};

void FrozenMarkTest::remembersThatItIsFrozen()
{
    const QTemporaryDir directory;
    const FrozenMark mark(directory.path());
    QVERIFY(!mark.isSet());
    QVERIFY(mark.clear());
    QVERIFY(mark.set());
    QVERIFY(QFile::exists(directory.filePath(QStringLiteral("qga.state.isfrozen"))));
    QVERIFY(FrozenMark(directory.path()).isSet());
    QVERIFY(mark.clear());
    QVERIFY(!FrozenMark(directory.path()).isSet());
}

void FrozenMarkTest::saysWhatFails()
{
    const FrozenMark mark(QStringLiteral("/nonexistent"));
    const auto set = mark.set();
    QVERIFY(!set);
    QVERIFY2(set.error().description.startsWith(
                 QStringLiteral("failed to create '/nonexistent/qga.state.isfrozen': ")),
             qPrintable(set.error().description));
}

QTEST_GUILESS_MAIN(FrozenMarkTest)
#include "frozen_mark_test.moc"
