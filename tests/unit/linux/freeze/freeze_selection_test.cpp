// SPDX-License-Identifier: Apache-2.0
// What names a file system, and what excludes it.
#include "platform/linux/freeze/freeze_selection.h"

#include <QTest>

using namespace ga;

class FreezeSelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noListNamesAll();
    void emptyListNamesNone();
    void mountPointNamesIt();
    void bindMountNamesItToo();
    void slashAtTheEndDoesNotMatter();
    void fileInsideDoesNotNameIt();
    void nothingConfiguredExcludesNothing();
    void excludedByMountPoint();
    void bindMountDoesNotExcludeIt();
    void excludedByType();
    void excludedByDevice();

private:
    static LocalFileSystem sample();
    static bool named(const QList<QString> &mountpoints) { return isNamed(sample(), mountpoints); }
};

LocalFileSystem FreezeSelectionTest::sample()
{
    const Mount first{.directory = "/data"};
    const Mount bound{.directory = "/srv/www"};
    return {.device = {8, 17},
            .directory = "/data",
            .type = "ext4",
            .source = "/dev/sdb1",
            .mounts = {first, bound}};
}

void FreezeSelectionTest::noListNamesAll()
{
    QVERIFY(isNamed(sample(), std::nullopt));
}

void FreezeSelectionTest::emptyListNamesNone()
{
    QVERIFY(!named({}));
}

void FreezeSelectionTest::mountPointNamesIt()
{
    QVERIFY(named({QStringLiteral("/other"), QStringLiteral("/data")}));
    QVERIFY(!named({QStringLiteral("/other"), QStringLiteral("")}));
    QVERIFY(!named({QStringLiteral("/dat")}));
}

void FreezeSelectionTest::bindMountNamesItToo()
{
    QVERIFY(named({QStringLiteral("/srv/www")}));
}

void FreezeSelectionTest::slashAtTheEndDoesNotMatter()
{
    QVERIFY(named({QStringLiteral("/data/")}));
    QVERIFY(named({QStringLiteral("/data//")}));
    const LocalFileSystem root{.mounts = {{.directory = "/"}}};
    QVERIFY(isNamed(root, QList<QString>{QStringLiteral("/")}));
    QVERIFY(isNamed(root, QList<QString>{QStringLiteral("//")}));
}

void FreezeSelectionTest::fileInsideDoesNotNameIt()
{
    QVERIFY(!named({QStringLiteral("/data/file")}));
}

void FreezeSelectionTest::nothingConfiguredExcludesNothing()
{
    QVERIFY(!isExcluded(sample(), {}));
}

void FreezeSelectionTest::excludedByMountPoint()
{
    QVERIFY(isExcluded(sample(), {.mountpoints = {QStringLiteral("/data")}}));
    QVERIFY(isExcluded(sample(), {.mountpoints = {QStringLiteral("/d?t[a-c]")}}));
    QVERIFY(isExcluded(sample(), {.mountpoints = {QStringLiteral("*")}}));
    QVERIFY(!isExcluded(sample(), {.mountpoints = {QStringLiteral("/dat")}}));
}

void FreezeSelectionTest::bindMountDoesNotExcludeIt()
{
    QVERIFY(!isExcluded(sample(), {.mountpoints = {QStringLiteral("/srv/*")}}));
}

void FreezeSelectionTest::excludedByType()
{
    QVERIFY(isExcluded(sample(), {.types = {QStringLiteral("ext*")}}));
    QVERIFY(!isExcluded(sample(), {.types = {QStringLiteral("xfs")}}));
}

void FreezeSelectionTest::excludedByDevice()
{
    QVERIFY(isExcluded(sample(), {.devices = {QStringLiteral("/dev/sdb*")}}));
    QVERIFY(isExcluded(sample(), {.devices = {QStringLiteral("8:17")}}));
    QVERIFY(!isExcluded(sample(), {.devices = {QStringLiteral("8:1")}}));
}

QTEST_GUILESS_MAIN(FreezeSelectionTest)
#include "freeze_selection_test.moc"
