// SPDX-License-Identifier: Apache-2.0
// The environment that the host gives, as Windows wants it.
#include "platform/windows/processes/environment_block.h"

#include <QTest>

using namespace ga;

namespace {

QList<QString> environment(std::initializer_list<const char *> entries)
{
    QList<QString> list;
    for (const char *entry : entries)
        list += QString::fromUtf8(entry);
    return list;
}

} // namespace

class EnvironmentBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesAreSortedByNameWithoutRegardToCase()
    {
        const QString block = environmentBlock(environment({"b=1", "C=2", "A=3", "a_b=4", "ab=5"}));
        QCOMPARE(block.split(QChar(u'\0')),
                 (QStringList{QStringLiteral("A=3"), QStringLiteral("ab=5"), QStringLiteral("a_b=4"),
                              QStringLiteral("b=1"), QStringLiteral("C=2"), QString(), QString()}));
    }

    void blockEndsWithTwoZeroes()
    {
        QCOMPARE(environmentBlock(environment({"A=1"})), QStringView(u"A=1\0\0", 5).toString());
        QCOMPARE(environmentBlock({}), QStringView(u"\0\0", 2).toString());
    }

    void valueIsFoundWhateverTheCaseOfItsName()
    {
        const auto list = environment({"PATHEXT=.EXE", "=C:=C:\\x", "Path=C:\\a;C:\\b=c", "EMPTY="});
        QCOMPARE(valueIn(list, QStringLiteral("PATH")), QStringLiteral("C:\\a;C:\\b=c"));
        QCOMPARE(valueIn(list, QStringLiteral("=c:")), QStringLiteral("C:\\x"));
        QCOMPARE(valueIn(list, QStringLiteral("EMPTY")), QString());
        QVERIFY(!valueIn(list, QStringLiteral("PAT")));
        QVERIFY(!valueIn(environment({"PATH"}), QStringLiteral("PATH")));
    }
};

QTEST_GUILESS_MAIN(EnvironmentBlockTest)
#include "environment_block_test.moc"
