// SPDX-License-Identifier: Apache-2.0
// Closing hides it: the tray icon stays.
#include "window/status_window.h"

#include "icons/state_icon.h"
#include "tray/notification_menu.h"
#include "window/activity_page.h"
#include "window/doctor_page.h"
#include "window/overview_page.h"
#include "window/permissions_page.h"
#include "window/state_banner.h"
#include "words/state_words.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QTabBar>
#include <QVBoxLayout>

namespace ga {

namespace {

constexpr QSize firstSize{840, 600};

} // namespace

StatusWindow::StatusWindow(const AgentModel &model, ActivityTable &activity, AgentActions &actions,
                           NotificationSettings &settings, const QString &program)
    : m_model(model)
    , m_actions(actions)
    , m_banner(new StateBanner(model, actions)) // First: so it is in the order of the focus.
    , m_pages(new QTabWidget)
    , m_permissions(new PermissionsPage(model))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    setCentralWidget(content);
    addPages(program, activity);
    addNotifications(settings);
    connect(m_banner, &StateBanner::thawWanted, this, &StatusWindow::confirmThaw);
    connect(&actions, &AgentActions::failed, this,
            [this](const QString &title, const QString &detail) {
                QMessageBox box(QMessageBox::Warning, title, title, QMessageBox::NoButton, this);
                box.setInformativeText(detail);
                box.addButton(tr("&Close"), QMessageBox::RejectRole);
                box.exec();
            });
    connect(&model, &AgentModel::statusChanged, this, &StatusWindow::refresh);
    resize(firstSize);
    m_pages->tabBar()->setFocus();
    refresh();
}

// The question has no parent where this window was not visible.
StatusWindow::~StatusWindow()
{
    delete m_question;
}

void StatusWindow::addPages(const QString &program, ActivityTable &activity)
{
    auto *did = new ActivityPage(m_model, activity);
    m_pages->setAccessibleName(tr("Pages"));
    auto *overview = new OverviewPage(m_model, activity);
    m_pages->addTab(overview, tr("&Overview"));
    m_pages->addTab(did, tr("&Activity"));
    m_pages->addTab(m_permissions, tr("Per&missions"));
    m_pages->addTab(new DoctorPage(program), tr("&Doctor"));
    connect(overview, &OverviewPage::activityWanted, this, [this] { open(Page::Activity); });
    connect(did, &ActivityPage::permissionWanted, this, [this](const QString &command) {
        open(Page::Permissions);
        m_permissions->showCommand(command);
    });
}

void StatusWindow::addNotifications(NotificationSettings &settings)
{
    auto *menu = new NotificationMenu(settings, this);
    auto *button = new QPushButton(menu->title());
    button->setAutoDefault(false);
    button->setFlat(true);
    button->setMenu(menu);
    m_pages->setCornerWidget(button);
}

void StatusWindow::refresh()
{
    //: The window's title. %1: the state, such as "Working"
    setWindowTitle(tr("%1 – Guest agent").arg(stateTitle(m_model)));
    setWindowIcon(stateIcon(m_model.state()));
    setAccessibleDescription(stateSentence(m_model));
    if (m_question && m_model.state() != TrayState::Frozen)
        m_question->close(); // There is nothing to thaw any more.
}

void StatusWindow::choose(Page page)
{
    m_pages->setCurrentIndex(int(page));
}

void StatusWindow::open(Page page)
{
    choose(page);
    comeForward();
}

void StatusWindow::comeForward()
{
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void StatusWindow::confirmThaw()
{
    if (m_question) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Thaw file systems"),
                                tr("Thaw the file systems now?"), QMessageBox::NoButton,
                                isVisible() ? this : nullptr);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("Programs that wait can write again at once. If the host is taking a backup right "
           "now, that backup may become inconsistent."));
    const QPushButton *thaw = box->addButton(tr("&Thaw"), QMessageBox::AcceptRole);
    connect(thaw, &QPushButton::clicked, &m_actions, &AgentActions::thaw);
    QPushButton *wait = box->addButton(tr("&Wait"), QMessageBox::RejectRole);
    box->setDefaultButton(wait);
    box->setEscapeButton(wait);
    // Before it is deleted, too: the next one may be asked for at once.
    connect(box, &QDialog::finished, this, [this] { m_question = nullptr; });
    box->setModal(true);
    box->show();
}

void StatusWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

void StatusWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Close))
        close();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace ga
