// SPDX-License-Identifier: Apache-2.0
// Closing hides it: the tray icon stays.
#include "window/status_window.h"

#include "icons/state_icon.h"
#include "window/activity_page.h"
#include "window/doctor_page.h"
#include "window/overview_page.h"
#include "window/permissions_page.h"
#include "window/state_banner.h"
#include "words/state_words.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QMessageBox>
#include <QTabBar>
#include <QVBoxLayout>

namespace ga {

namespace {

constexpr QSize firstSize{840, 600};

} // namespace

StatusWindow::StatusWindow(const AgentModel &model, ActivityTable &activity, AgentActions &actions,
                           const QString &program)
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

void StatusWindow::refresh()
{
    //: The window's title. %1: the state, such as "Working"
    setWindowTitle(tr("%1 – Guest agent").arg(stateTitle(m_model)));
    setWindowIcon(stateIcon(m_model.state()));
    setAccessibleDescription(stateSentence(m_model));
}

void StatusWindow::open(Page page)
{
    m_pages->setCurrentIndex(int(page));
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void StatusWindow::confirmThaw()
{
    QMessageBox box(QMessageBox::Question, tr("Thaw file systems"),
                    tr("Thaw the file systems now?"), QMessageBox::NoButton,
                    isVisible() ? this : nullptr);
    box.setInformativeText(
        tr("Programs that wait can write again at once. If the host is taking a backup right "
           "now, that backup may become inconsistent."));
    QPushButton *thaw = box.addButton(tr("&Thaw"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(tr("&Wait"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == thaw)
        m_actions.thaw();
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
