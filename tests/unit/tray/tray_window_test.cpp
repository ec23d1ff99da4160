// SPDX-License-Identifier: Apache-2.0
// Window and menu: the words they show, the ways through them by keyboard, and what a screen reader
// is told.
#include "tray_bench.h"

#include "system/single_instance.h"
#include "tray/notification_menu.h"
#include "tray/tray_menu.h"
#include "window/activity_page.h"
#include "window/doctor_page.h"
#include "window/permissions_page.h"
#include "window/status_window.h"
#include "words/state_words.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <QTreeWidgetItemIterator>

namespace ga {

namespace {

// All the parts that the program puts together, with a stream by hand and stand-ins for pkexec and
// qtga.
struct Bench
{
    explicit Bench(const QString &program = QStringLiteral("/nothing/sbin/qtga"))
        : model(source)
        , activity(model)
        , actions(program)
        , menu(model, actions, settings)
        , window(model, activity, actions, settings, program)
    {
        source.start();
    }

    QTabWidget *pages() const { return window.findChild<QTabWidget *>(); }
    QString text(const char *name) const
    {
        const auto *label = window.findChild<QLabel *>(QString::fromLatin1(name));
        return label ? label->text() : QStringLiteral("no label %1").arg(QString::fromLatin1(name));
    }

    HandSource source;
    AgentModel model;
    ActivityTable activity;
    AgentActions actions;
    NotificationSettings settings;
    TrayMenu menu;
    StatusWindow window;
};

void writeProgram(const QString &path, const QByteArray &script)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

QAction *action(const QMenu &menu, const char *text)
{
    const QList<QAction *> all = menu.actions();
    const auto found = std::ranges::find(all, QString::fromUtf8(text), &QAction::text);
    return found == all.end() ? nullptr : *found;
}

void press(const QWidget &window, const char *text)
{
    for (QPushButton *button : window.findChildren<QPushButton *>()) {
        if (button->text() == QString::fromUtf8(text))
            return button->click();
    }
    QFAIL(text);
}

// Presses a button of the dialog that is about to be shown.
void answerSoon(const char *text)
{
    QTimer::singleShot(0, qApp, [text] {
        if (const QWidget *dialog = QApplication::activeModalWidget())
            press(*dialog, text);
        else
            answerSoon(text);
    });
}

struct Accessible
{
    QAccessible::Role role;
    QString name;
};

void collect(QAccessibleInterface *interface, QList<Accessible> &found, QStringList &nameless)
{
    if (!interface || interface->state().invisible)
        return;
    const QString name = interface->text(QAccessible::Name);
    found.append({interface->role(), name});
    if (interface->state().focusable && name.isEmpty() && interface->object() &&
        interface->object()->isWidgetType())
        nameless.append(QString::fromLatin1(interface->object()->metaObject()->className()));
    for (int child = 0; child < std::min(interface->childCount(), 400); ++child)
        collect(interface->child(child), found, nameless);
}

} // namespace

class TrayWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void statesAreSaidInWords_data();
    void statesAreSaidInWords();
    void anAgentThatDoesNotFitIsNotCalledMissing();
    void theMenuBeginsWithTheState();
    void notificationsAreSwitchedInMenuAndWindow();
    void aRefusalLeadsToItsReasonByKeyboard();
    void activityIsFiltered();
    void aReconnectionRepeatsNothing();
    void activityIsBounded();
    void aBrokenConfigurationIsSaidWithThePermissions();
    void theReasonsHaveRoom();
    void permissionsAreFiltered();
    void pausingGoesThroughPkexec();
    void thawingIsAskedFor();
    void theQuestionGoesWithTheFreeze();
    void aRefusedElevationIsSaid();
    void theDoctorIsShownAndCopied();
    void aMissingDoctorIsSaid();
    void everythingIsReachedByTab();
    void accessibilityTreeIsComplete();
    void escapeCloses();
    void thereIsOneInstance();

private:
    QTemporaryDir m_folder;
};

void TrayWindowTest::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("qtga-test"));
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
    qputenv("PATH", m_folder.path().toLocal8Bit() + ":" + qgetenv("PATH"));
    QVERIFY(QFile::setPermissions(m_folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TrayWindowTest::statesAreSaidInWords_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *sample, const char *title, const char *sentence) {
        QTest::newRow(sample) << QString::fromLatin1(title) << QString::fromLatin1(sentence);
    };
    row("connected", "Working", "host can reach it");
    row("no-host", "No host connected", "waits");
    row("no-device", "No channel to the host",
        "There is no /dev/virtio-ports/org.qemu.guest_agent.0");
    row("paused", "Host access paused", "until you resume");
    row("lease-expired", "Freeze ended without the host", "may be inconsistent");
}

void TrayWindowTest::statesAreSaidInWords()
{
    QFETCH(QString, title);
    QFETCH(QString, sentence);
    Bench bench;
    QCOMPARE(bench.text("stateTitle"), QStringLiteral("Agent not running"));
    bench.source.sendSample(QTest::currentDataTag());
    QCOMPARE(bench.text("stateTitle"), title);
    QVERIFY2(bench.text("stateSentence").contains(sentence),
             qPrintable(bench.text("stateSentence")));
    QVERIFY(bench.window.windowTitle().startsWith(title));
    QCOMPARE(bench.menu.actions().constFirst()->text(), title);
}

// An agent that can't be shown runs all the same.
void TrayWindowTest::anAgentThatDoesNotFitIsNotCalledMissing()
{
    Bench bench;
    bench.source.sendHello(1, statusProtocolVersion + 1);
    QCOMPARE(bench.text("stateTitle"), QStringLiteral("Agent newer than this program"));
    QVERIFY(bench.text("permissionsSummary").contains(QStringLiteral("newer")));
    bench.source.send("220 mail.example.org ESMTP\r\n");
    QCOMPARE(bench.text("stateTitle"), QStringLiteral("Agent not understood"));
    QVERIFY(bench.window.windowTitle().startsWith(QStringLiteral("Agent not understood")));
    QVERIFY(!bench.text("permissionsSummary").contains(QStringLiteral("not running")));
}

void TrayWindowTest::theMenuBeginsWithTheState()
{
    Bench bench;
    bench.source.sendState(AgentState::Frozen, FreezeProgress{bench.source.time, 3, {}, 12});
    QAction *first = bench.menu.actions().constFirst();
    QCOMPARE(first->text(), QStringLiteral("File systems frozen: 12 s left"));
    QVERIFY(first->isEnabled() &&
            !first->icon().isNull()); // A disabled line is passed over by keyboard and reader.
    QSignalSpy wanted(&bench.menu, &TrayMenu::pageWanted);
    first->trigger();
    QCOMPARE(wanted.count(), 1);
    QSet<QChar> keys;
    for (const QAction *action : bench.menu.actions()) {
        const qsizetype place = action->text().indexOf(u'&');
        if (place < 0 || !action->isVisible())
            continue;
        const QChar letter = action->text().at(place + 1).toLower();
        QVERIFY2(!keys.contains(letter), qPrintable(action->text()));
        keys.insert(letter);
    }
    QVERIFY(keys.size() >= 6);
}

void TrayWindowTest::notificationsAreSwitchedInMenuAndWindow()
{
    Bench bench;
    auto *inMenu = bench.menu.findChild<NotificationMenu *>();
    auto *inWindow = bench.window.findChild<NotificationMenu *>(); // Some desktops have no tray.
    QVERIFY(inMenu && inWindow);
    for (NotificationMenu *menu : {inMenu, inWindow}) {
        Q_EMIT menu->aboutToShow();
        const QList<QAction *> switches = menu->actions();
        QCOMPARE(switches.size(), qsizetype(noticeKinds.size()));
        const bool before = bench.settings.wants(NoticeKind::LongFreeze);
        QCOMPARE(switches.constFirst()->isChecked(), before); // Also what the other has switched.
        switches.constFirst()->trigger();
        QCOMPARE(bench.settings.wants(NoticeKind::LongFreeze), !before);
    }
    QVERIFY(bench.settings.wants(NoticeKind::LongFreeze));
}

// The way of somebody who has never seen this: what happened, why, and what to do.
void TrayWindowTest::aRefusalLeadsToItsReasonByKeyboard()
{
    Bench bench;
    bench.source.sendSample("refused");
    bench.window.open(Page::Activity);
    QVERIFY(QTest::qWaitForWindowExposed(&bench.window, 30000));
    auto *page = bench.window.findChild<ActivityPage *>();
    auto *view = page->findChild<ActivityView *>();
    view->setFocus();
    QVERIFY(view->selectionModel()->isRowSelected(view->currentIndex().row()));
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(view->currentIndex().row(), 0);
    QTest::keyClick(view, Qt::Key_End);
    QVERIFY2(bench.text("activityDetails").contains(QStringLiteral("guest-exec: Refused")),
             qPrintable(bench.text("activityDetails")));
    QVERIFY(bench.text("activityDetails").contains(QStringLiteral("profile=rhel")));
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(bench.pages()->currentIndex(), int(Page::Permissions));
    const QString details = bench.text("permissionDetails");
    for (const char *part : {"Start a program (guest-exec): Off.", "profile=rhel",
                             "/etc/qemu/qemu-ga.conf", "systemctl reload qtga"})
        QVERIFY2(details.contains(QString::fromLatin1(part)), qPrintable(details));
    QVERIFY(bench.window.findChild<QTreeWidget *>()->hasFocus());
}

void TrayWindowTest::activityIsFiltered()
{
    Bench bench;
    bench.source.sendSample("day");
    FilteredActivity rows(bench.activity);
    const int all = rows.rowCount();
    QCOMPARE(all, bench.activity.rowCount());
    rows.setFilter(ActivityFilter::Trouble);
    QCOMPARE(rows.rowCount(), 2);
    rows.setFilter(ActivityFilter::Quiesce);
    QCOMPARE(rows.rowCount(), 3);
    rows.setFilter(ActivityFilter::Everything);
    rows.setWords(QStringLiteral(" PASSWORD "));
    QCOMPARE(rows.rowCount(), 1);
    rows.setWords(QStringLiteral("ssh-add"));
    QCOMPARE(rows.rowCount(), 1);
    rows.setWords(QStringLiteral("no such thing"));
    QCOMPARE(rows.rowCount(), 0);
    bench.source.sendActivity(50, "guest-exec", ActivityOutcome::Ok);
    rows.setWords({});
    QCOMPARE(rows.rowCount(), all + 1);
    QCOMPARE(rows.activityAt(rows.index(0, 0)).number, 50); // The newest is the first.
}

void TrayWindowTest::aReconnectionRepeatsNothing()
{
    Bench bench;
    bench.source.sendSample("refused");
    const int rows = bench.activity.rowCount();
    QVERIFY(rows > 0);
    bench.source.close();
    bench.source.open();
    bench.source.sendSample("refused");
    QCOMPARE(bench.activity.rowCount(), rows);
    bench.source.sendHello(1772530000000); // Another run of the agent counts anew.
    bench.source.sendActivity(1, "guest-exec", ActivityOutcome::Ok);
    QCOMPARE(bench.activity.rowCount(), rows + 1);
}

void TrayWindowTest::activityIsBounded()
{
    Bench bench;
    for (int number = 1; number <= ActivityTable::longest + 5; ++number)
        bench.source.sendActivity(number, "guest-exec", ActivityOutcome::Ok);
    QCOMPARE(bench.activity.rowCount(), ActivityTable::longest);
    QCOMPARE(bench.activity.at(0).number, ActivityTable::longest + 5);
}

void TrayWindowTest::aBrokenConfigurationIsSaidWithThePermissions()
{
    Bench bench;
    bench.source.sendSample("broken-policy");
    for (const char *label : {"policyProblem", "permissionsSummary"})
        QVERIFY2(bench.text(label).contains(QStringLiteral("'obsreve' is none of")),
                 qPrintable(bench.text(label)));
    bench.source.sendSample("connected");
    QVERIFY(!bench.text("permissionsSummary").contains(QStringLiteral("obsreve")));
}

void TrayWindowTest::theReasonsHaveRoom()
{
    Bench bench;
    bench.window.resize(700, 500);
    bench.window.show();
    bench.source.sendSample("refused"); // While another page is shown.
    bench.window.open(Page::Permissions);
    QVERIFY(QTest::qWaitForWindowExposed(&bench.window, 30000));
    const auto *tree = bench.window.findChild<QTreeWidget *>();
    const int width = tree->viewport()->width();
    QVERIFY2(tree->columnWidth(0) <= width * 45 / 100 && tree->columnWidth(0) > width * 40 / 100,
             qPrintable(QStringLiteral("%1 of %2").arg(tree->columnWidth(0)).arg(width)));
}

void TrayWindowTest::permissionsAreFiltered()
{
    Bench bench;
    bench.source.sendSample("limited");
    const auto *page = bench.window.findChild<PermissionsPage *>();
    auto *tree = page->findChild<QTreeWidget *>();
    const auto shown = [tree] {
        int count = 0;
        for (QTreeWidgetItemIterator item(tree, QTreeWidgetItemIterator::NotHidden); *item; ++item)
            count += (*item)->parent() && !(*item)->parent()->isHidden();
        return count;
    };
    QCOMPARE(shown(), int(bench.model.permissions()->commands.size()));
    page->findChild<QCheckBox *>()->setChecked(true);
    const auto &all = bench.model.permissions()->commands;
    QCOMPARE(shown(),
             int(std::ranges::count_if(all, [](const auto &row) { return !row.on || row.limit; })));
    page->findChild<QLineEdit *>()->setText(QStringLiteral("guest-exec"));
    QCOMPARE(shown(), 1);
}

void TrayWindowTest::pausingGoesThroughPkexec()
{
    const QString log = m_folder.filePath(QStringLiteral("pkexec.log"));
    writeProgram(m_folder.filePath(QStringLiteral("pkexec")),
                 "echo \"$@\" >> " + log.toLocal8Bit());
    Bench bench;
    bench.source.sendSample("connected");
    QAction *pause = action(bench.menu, "&Pause host access");
    QVERIFY(pause && pause->isEnabled() && pause->isVisible());
    pause->trigger();
    QVERIFY(bench.actions.isBusy() && !pause->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.actions.isBusy(), 30000);
    bench.source.sendSample("paused");
    QVERIFY(!pause->isVisible());
    action(bench.menu, "&Resume host access")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.actions.isBusy(), 30000);
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("--disable-internal-agent /nothing/sbin/qtga pause\n"
                                        "--disable-internal-agent /nothing/sbin/qtga resume\n"));
}

void TrayWindowTest::thawingIsAskedFor()
{
    const QString log = m_folder.filePath(QStringLiteral("thaw.log"));
    writeProgram(m_folder.filePath(QStringLiteral("pkexec")),
                 "echo \"$@\" >> " + log.toLocal8Bit());
    Bench bench;
    QVERIFY(!action(bench.menu, "&Thaw file systems now…")->isVisible());
    bench.source.sendState(AgentState::Frozen, FreezeProgress{bench.source.time, 3, {}, 12});
    QVERIFY(action(bench.menu, "&Thaw file systems now…")->isVisible());
    for (const char *answer : {"&Wait", "&Thaw"}) {
        QVERIFY(!QFile::exists(log));
        bench.window.confirmThaw();
        bench.window.confirmThaw(); // Asked from the menu too: there is one question.
        answerSoon(answer);
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), 30000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!bench.actions.isBusy(), 30000);
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("--disable-internal-agent /nothing/sbin/qtga thaw\n"));
}

void TrayWindowTest::theQuestionGoesWithTheFreeze()
{
    Bench bench;
    bench.source.sendState(AgentState::Frozen, FreezeProgress{bench.source.time, 3, {}, 12});
    bench.window.confirmThaw();
    QVERIFY(QApplication::activeModalWidget());
    bench.source.sendState(AgentState::Connected);
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(!bench.actions.isBusy());
}

// pkexec(1): 126 where the user dismissed the question: nothing to complain about.
void TrayWindowTest::aRefusedElevationIsSaid()
{
    AgentActions actions(QStringLiteral("/nothing/sbin/qtga"));
    QSignalSpy failed(&actions, &AgentActions::failed);
    for (const auto &[code, complaints] : {std::pair{126, 0}, std::pair{127, 1}, std::pair{1, 2}}) {
        writeProgram(m_folder.filePath(QStringLiteral("pkexec")),
                     "echo 'no agent answers' >&2; exit " + QByteArray::number(code));
        actions.pause();
        QTRY_VERIFY_WITH_TIMEOUT(!actions.isBusy(), 30000);
        QCOMPARE(failed.count(), complaints);
    }
    QCOMPARE(failed.last().at(1).toString(), QStringLiteral("no agent answers"));
}

void TrayWindowTest::theDoctorIsShownAndCopied()
{
    const QString program = m_folder.filePath(QStringLiteral("qtga"));
    writeProgram(program, R"(test "$*" = "doctor --json" || exit 9
echo '{"findings": [{"step": "Hypervisor", "verdict": "ok", "text": "KVM"}, {"step": "Channel", "verdict": "failure", "text": "no port", "fix": "Add one."}]}'
exit 1
)");
    DoctorPage page(program);
    page.show();
    auto *list = page.findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 2, 30000);
    QVERIFY(list->item(1)
                ->data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("Failure: Channel")));
    press(page, "&Copy as text");
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("OK: Hypervisor: KVM")) &&
                 copied.contains(QStringLiteral("Add one.")),
             qPrintable(copied));
}

void TrayWindowTest::aMissingDoctorIsSaid()
{
    DoctorPage page(QStringLiteral("/nothing/there"));
    page.show();
    const auto *summary = page.findChild<QLabel *>(QStringLiteral("doctorSummary"));
    QTRY_VERIFY_WITH_TIMEOUT(
        summary->text().startsWith(QStringLiteral("The check could not be run")), 30000);
}

void TrayWindowTest::everythingIsReachedByTab()
{
    Bench bench;
    bench.source.sendSample("refused");
    for (const Page page : {Page::Overview, Page::Activity, Page::Permissions, Page::Doctor}) {
        bench.window.open(page);
        QVERIFY(QTest::qWaitForWindowActive(&bench.window, 30000));
        bench.pages()->tabBar()->setFocus();
        QSet<QWidget *> reached;
        for (int step = 0; step < 60; ++step) {
            reached.insert(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (QWidget *widget : bench.window.findChildren<QWidget *>()) {
            if (widget->isVisible() && widget->isEnabled() &&
                (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
                QVERIFY2(reached.contains(widget), widget->metaObject()->className());
        }
    }
}

void TrayWindowTest::accessibilityTreeIsComplete()
{
    Bench bench;
    bench.source.sendSample("refused");
    const auto has = [](const QList<Accessible> &found, QAccessible::Role role, const char *name) {
        return std::ranges::any_of(found, [&](const Accessible &one) {
            return one.role == role && one.name == QString::fromUtf8(name);
        });
    };
    struct Expectation
    {
        Page page;
        QAccessible::Role role;
        const char *name;
    };
    const std::array expected{
        Expectation{Page::Overview, QAccessible::StaticText,
                    "Host: connected by virtio-serial (/dev/virtio-ports/org.qemu.guest_agent.0)"},
        Expectation{Page::Overview, QAccessible::Button, "Pause host access"},
        Expectation{Page::Overview, QAccessible::PageTab, "Permissions"},
        Expectation{Page::Overview, QAccessible::StaticText, "Working"},
        Expectation{Page::Activity, QAccessible::ComboBox, "Everything"},
        Expectation{Page::Activity, QAccessible::EditableText, "Search in what the host did"},
        Expectation{Page::Activity, QAccessible::Table, "What the host did"},
        Expectation{Page::Activity, QAccessible::Cell, "Start a program"},
        Expectation{Page::Activity, QAccessible::Cell, "Refused"},
        Expectation{Page::Permissions, QAccessible::Tree, "What the host may do"},
        Expectation{Page::Permissions, QAccessible::TreeItem, "Start a program"},
        Expectation{Page::Permissions, QAccessible::TreeItem, "Off"},
        Expectation{Page::Permissions, QAccessible::TreeItem,
                    "Blocked by the line \"profile=rhel\" in the file /etc/qemu/qemu-ga.conf."},
        Expectation{Page::Permissions, QAccessible::CheckBox, "Only what is off or limited"},
        Expectation{Page::Doctor, QAccessible::List, "What the check found"},
        Expectation{Page::Doctor, QAccessible::Button, "Copy as text"},
    };
    for (const Expectation &one : expected) {
        bench.window.open(one.page);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window, 30000));
        QList<Accessible> found;
        QStringList nameless;
        collect(QAccessible::queryAccessibleInterface(&bench.window), found, nameless);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u' ')));
        QVERIFY2(has(found, one.role, one.name), one.name);
    }
}

void TrayWindowTest::escapeCloses()
{
    Bench bench;
    bench.window.open(Page::Overview);
    QSignalSpy closed(&bench.window, &StatusWindow::closed);
    QTest::keyClick(&bench.window, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!bench.window.isVisible());
}

void TrayWindowTest::thereIsOneInstance()
{
    const QStringList wishes{QStringLiteral("doctor")};
    auto first = SingleInstance::claim(wishes);
    QVERIFY(first);
    QSignalSpy asked(first.get(), &SingleInstance::showRequested);
    for (const char *wish : {"doctor", "", "of another version"}) {
        bool second = true;
        const std::unique_ptr<QThread> thread(QThread::create(
            [&] { second = SingleInstance::claim(wishes, QString::fromLatin1(wish)) != nullptr; }));
        thread->start();
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, 30000);
        QVERIFY(thread->wait(30000));
        QVERIFY(!second);
        const QString told = asked.takeFirst().constFirst().toString();
        QCOMPARE(told,
                 wishes.contains(QLatin1StringView(wish)) ? QString::fromLatin1(wish) : QString());
    }
    QLocalSocket silent; // An older version says nothing.
    const QDir folder(m_folder.path());
    silent.connectToServer(
        folder.filePath(folder.entryList({QStringLiteral("*.sock")}, QDir::System).value(0)));
    QVERIFY(silent.waitForConnected(30000));
    silent.disconnectFromServer();
    QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, 30000);
    first.reset();
    QVERIFY(SingleInstance::claim());
}

} // namespace ga

QTEST_MAIN(ga::TrayWindowTest)
#include "tray_window_test.moc"
