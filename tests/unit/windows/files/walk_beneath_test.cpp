// SPDX-License-Identifier: Apache-2.0
// Which names are walked, and where a walk ends.
#include "platform/windows/files/walk_beneath.h"

#include <QHash>
#include <QTest>

using namespace ga;

namespace {

constexpr quint32 reparsePoint = 0x400;
constexpr quint32 symbolicLink = 0xa000000c;
constexpr quint32 junction = 0xa0000003;
constexpr quint32 deduplicated = 0x80000013;
constexpr WindowsCode notFound = 2;

// Knows each name by what opening it says; all others are missing.
class FakeFolders : public NameOpener
{
public:
    QHash<QString, OpenedName> names;
    QStringList asked;

    OpenedName openFolder(const QString &name) override { return open(u'd' + name); }
    OpenedName openFile(const QString &name) override { return open(u'f' + name); }

private:
    OpenedName open(const QString &name)
    {
        asked += name;
        return names.value(name, {.error = notFound});
    }
};

} // namespace

class WalkBeneathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseOfFiles_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("names"); // "-" where it is refused.
        const auto row = [](const char *rest, const char *names) {
            QTest::addRow("%s", rest) << QString::fromUtf8(rest) << QString::fromUtf8(names);
        };
        row("a", "a");
        row("a/b\\c", "a|b|c");
        row("./a//b/.", "a|b");
        row("a/../b", "b");
        row("a/b/../../c", "c");
        row(".", "");
        row("..", "-");
        row("a/..\\..\\b", "-");
        row("a/nul/../b", "-");
        row(".hidden", ".hidden");
        row("com", "com");
        row("com10", "com10");
        row("console", "console");
        row("nul.d/x", "-");
        for (const char *no :
             {"a:stream", "a::$DATA", "C:", "a.", "a ", "...", "NUL", "con.txt", "Com1",
              "lpt\u00b2.log", "conin$", "aux .txt", "a?", "a*b", "a<b", "a|b", "a\"b", "a\tb"})
            row(no, "-");
    }
    void namesAreThoseOfFiles()
    {
        QFETCH(QString, rest);
        QFETCH(QString, names);
        const auto found = namesBeneath(rest);
        QCOMPARE(found ? found->join(u'|') : QStringLiteral("-"), names);
    }

    void aFileIsOpenedThroughItsFolders()
    {
        FakeFolders folders;
        folders.names = {
            {QStringLiteral("da"), {}}, {QStringLiteral("db"), {}}, {QStringLiteral("fc"), {}}};
        const Walk walk =
            walkBeneath(folders, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        QCOMPARE(walk.end, WalkEnd::Opened);
        QCOMPARE(folders.asked.join(u' '), QStringLiteral("da db fc"));
    }

    void nothingIsOpenedBehindALink_data()
    {
        QTest::addColumn<quint32>("tag");
        QTest::addColumn<WalkEnd>("end");
        QTest::newRow("symbolic link") << symbolicLink << WalkEnd::Elsewhere;
        QTest::newRow("junction") << junction << WalkEnd::Elsewhere;
        QTest::newRow("deduplicated") << deduplicated << WalkEnd::Stored;
    }
    void nothingIsOpenedBehindALink()
    {
        QFETCH(quint32, tag);
        QFETCH(WalkEnd, end);
        FakeFolders folders;
        folders.names = {{QStringLiteral("da"), {reparsePoint, tag, 0}},
                         {QStringLiteral("fa"), {reparsePoint, tag, 0}},
                         {QStringLiteral("fb"), {}}};
        QCOMPARE(walkBeneath(folders, {QStringLiteral("a"), QStringLiteral("b")}).end, end);
        QCOMPARE(folders.asked, QStringList{QStringLiteral("da")});
        QCOMPARE(walkBeneath(folders, {QStringLiteral("a")}).end, end);
    }

    void anErrorEndsTheWalk()
    {
        FakeFolders folders;
        const Walk walk = walkBeneath(folders, {QStringLiteral("a"), QStringLiteral("b")});
        QCOMPARE(walk.end, WalkEnd::Failed);
        QCOMPARE(walk.error, notFound);
        QCOMPARE(folders.asked, QStringList{QStringLiteral("da")});
    }

    void theDirectoryItselfIsNoFile()
    {
        FakeFolders folders;
        const Walk walk = walkBeneath(folders, {});
        QCOMPARE(walk.end, WalkEnd::Failed);
        QVERIFY(walk.error != 0);
        QVERIFY(folders.asked.isEmpty());
    }
};

QTEST_GUILESS_MAIN(WalkBeneathTest)
#include "walk_beneath_test.moc"
