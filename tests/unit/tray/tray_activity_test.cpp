// SPDX-License-Identifier: Apache-2.0
// The list of what the host did: how its lines are chosen, worded and bounded, and that it keeps
// still while it is read.
#include "tray_bench.h"

#include "window/activity_page.h"
#include "window/overview_page.h"

#include <QProxyStyle>
#include <QScrollBar>
#include <QSignalSpy>

namespace ga {

namespace {

// As KDE's desktops have it.
class SingleClickStyle final : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_ItemView_ActivateItemOnSingleClick
                   ? 1
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

// A list, and an agent that tells what is in it.
struct ListBench
{
    ListBench()
        : model(source)
        , table(model)
    {
        source.start();
        source.sendHello();
    }

    void add(int from, int to)
    {
        for (int number = from; number <= to; ++number)
            source.sendActivity(number, "guest-exec", ActivityOutcome::Ok);
    }

    HandSource source;
    AgentModel model;
    ActivityTable table;
};

// The list of `page`, which is on the screen then; nullptr where it does not get there.
ActivityView *shownListOf(QWidget &page, int height)
{
    page.resize(600, height);
    page.show();
    return QTest::qWaitForWindowExposed(&page, 30000) ? page.findChild<ActivityView *>() : nullptr;
}

QPoint middleOf(const QTableView &view, int row)
{
    return view.visualRect(view.model()->index(row, ActivityTable::What)).center();
}

} // namespace

class TrayActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickChoosesAndADoubleClickLeadsOn();
    void aClickOnTheOverviewStaysThere();
    void whatIsReadStaysInItsPlace();
    void atTheTopTheNewestIsSeen();
    void theOwnersThawIsNotTheHosts();
    void textsAreCut();
};

void TrayActivityTest::aClickChoosesAndADoubleClickLeadsOn()
{
    SingleClickStyle style;
    ListBench bench;
    ActivityPage page(bench.model, bench.table);
    bench.add(1, 3);
    ActivityView *view = shownListOf(page, 400);
    QVERIFY(view);
    view->setStyle(&style);
    QSignalSpy wanted(&page, &ActivityPage::permissionWanted);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 1));
    QCOMPARE(view->currentIndex().row(), 1);
    QCOMPARE(wanted.count(), 0);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 1));
    QCOMPARE(wanted.count(), 1);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(view, key);
    QCOMPARE(wanted.count(), 3);
}

void TrayActivityTest::aClickOnTheOverviewStaysThere()
{
    SingleClickStyle style;
    ListBench bench;
    OverviewPage page(bench.model, bench.table);
    bench.add(1, 3);
    ActivityView *view = shownListOf(page, 600);
    QVERIFY(view);
    view->setStyle(&style);
    QSignalSpy wanted(&page, &OverviewPage::activityWanted);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 1));
    QCOMPARE(wanted.count(), 0);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 1));
    QCOMPARE(wanted.count(), 1);
}

void TrayActivityTest::whatIsReadStaysInItsPlace()
{
    ListBench bench;
    ActivityPage page(bench.model, bench.table);
    bench.add(1, 100);
    ActivityView *view = shownListOf(page, 400);
    QVERIFY(view);
    for (const auto mode : {QAbstractItemView::ScrollPerItem, QAbstractItemView::ScrollPerPixel}) {
        view->setVerticalScrollMode(mode);
        view->scrollTo(view->model()->index(40, 0), QAbstractItemView::PositionAtTop);
        const auto top = [&] { return bench.table.at(view->rowAt(1)).number; };
        const qint64 read = top();
        const qint64 newest = bench.table.at(0).number;
        bench.add(int(newest) + 1, int(newest) + 7);
        QCOMPARE(top(), read);
        QCoreApplication::processEvents(); // The layout that Qt puts off.
        QCOMPARE(top(), read);
    }
}

void TrayActivityTest::atTheTopTheNewestIsSeen()
{
    ListBench bench;
    ActivityPage page(bench.model, bench.table);
    bench.add(1, 100);
    const ActivityView *view = shownListOf(page, 400);
    QVERIFY(view);
    bench.add(101, 103);
    QCOMPARE(bench.table.at(view->rowAt(1)).number, 103);
}

void TrayActivityTest::theOwnersThawIsNotTheHosts()
{
    ListBench bench;
    StatusMessage message;
    message.activity = Activity{.number = 1,
                                .time = bench.source.time,
                                .command = QStringLiteral("guest-fsfreeze-thaw"),
                                .channel = QStringLiteral("owner")};
    bench.source.send(message);
    const auto words = [&] { return bench.table.index(0, ActivityTable::What).data().toString(); };
    QCOMPARE(words(), QStringLiteral("Thawed here, by an administrator"));
    message.activity->channel = QStringLiteral("virtio-serial");
    bench.source.send(message);
    QVERIFY2(!words().contains(QStringLiteral("administrator")), qPrintable(words()));
}

void TrayActivityTest::textsAreCut()
{
    ListBench bench;
    const QString endless(100000, u'x');
    StatusMessage message;
    message.activity = Activity{.number = 1, .command = endless, .channel = endless};
    message.activity->reason = endless;
    message.activity->rule = RuleReference{endless, endless, endless};
    for (int time = 0; time < 2; ++time) { // Anew, and as a change of the same.
        Q_EMIT bench.model.activity(*message.activity, true);
        const Activity &kept = bench.table.at(0);
        for (const QString &text : {kept.command, kept.channel, *kept.reason, kept.rule->key,
                                    *kept.rule->value, *kept.rule->file})
            QCOMPARE(text.size(), ActivityTable::longestText);
    }
}

} // namespace ga

QTEST_MAIN(ga::TrayActivityTest)
#include "tray_activity_test.moc"
