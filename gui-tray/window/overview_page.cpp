// SPDX-License-Identifier: Apache-2.0
// Facts as a form; each value can be reached by keyboard and is read out with its name.
#include "window/overview_page.h"

#include "window/activity_view.h"
#include "words/permission_words.h"
#include "words/time_words.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QVBoxLayout>

namespace ga {

namespace {

constexpr int refreshInterval = 5000; // ms, for what is told as "... ago".

constexpr int recentRows = 5;

const auto selectable = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

class FirstRows final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setSourceModel(QAbstractItemModel *model) override
    {
        QSortFilterProxyModel::setSourceModel(model);
        connect(model, &QAbstractItemModel::rowsInserted, this, [this] { invalidateFilter(); });
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override { return row < recentRows; }
};

} // namespace

OverviewPage::OverviewPage(const AgentModel &model, ActivityTable &activity, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
    , m_facts(new QWidget)
    , m_problem(new QLabel)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setSpacing(14);
    m_problem->setObjectName(QStringLiteral("policyProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setFrameShape(QFrame::StyledPanel);
    m_problem->setMargin(8);
    m_problem->setTextInteractionFlags(selectable);
    column->addWidget(m_problem);
    m_facts->setLayout(buildFacts());
    column->addWidget(m_facts);
    column->addWidget(buildRecent(activity));
    column->addStretch();
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);

    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &OverviewPage::refreshRequests);
    timer->start(refreshInterval);
    connect(&model, &AgentModel::statusChanged, this, &OverviewPage::refresh);
    connect(&model, &AgentModel::secondPassed, this, &OverviewPage::refreshFreeze);
    connect(&model, &AgentModel::permissionsChanged, this, &OverviewPage::refreshPermissions);
    refresh();
}

QFormLayout *OverviewPage::buildFacts()
{
    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(9);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_host = addFact(*form, tr("Host"));
    m_requests = addFact(*form, tr("Requests"));
    m_lastRequest = addFact(*form, tr("Last request"));
    m_freeze = addFact(*form, tr("File systems"));
    m_lastFreeze = addFact(*form, tr("Last freeze"));
    m_permissions = addFact(*form, tr("Permissions"));
    m_agent = addFact(*form, tr("Agent"));
    return form;
}

QWidget *OverviewPage::buildRecent(ActivityTable &activity)
{
    auto *recent = new QWidget;
    auto *column = new QVBoxLayout(recent);
    column->setContentsMargins({});
    auto *heading = new QLabel(tr("What the host did last"));
    heading->setFont(bold(heading->font()));
    column->addWidget(heading);
    auto *view = new ActivityView;
    auto *rows = new FirstRows(view);
    rows->setSourceModel(&activity);
    view->setModel(rows);
    view->setUp();
    view->setAccessibleName(heading->text());
    view->horizontalHeader()->hide();
    view->setFixedHeight(view->verticalHeader()->defaultSectionSize() * recentRows +
                         2 * view->frameWidth());
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(view);
    recent->setVisible(activity.rowCount() > 0);
    connect(&activity, &QAbstractItemModel::rowsInserted, recent, &QWidget::show);
    connect(view, &ActivityView::chosen, this, &OverviewPage::activityWanted);
    return recent;
}

QLabel *OverviewPage::addFact(QFormLayout &form, const QString &name)
{
    auto *value = new QLabel;
    value->setObjectName(name);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(selectable);
    auto *label = new QLabel(name);
    label->setFont(bold(label->font()));
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    form.addRow(label, value);
    return value;
}

void OverviewPage::tell(QLabel *fact, const QString &text)
{
    const QString shown = text.isEmpty() ? tr("unknown") : text;
    if (fact->text() == shown)
        return; // What the user has selected of it stays selected.
    fact->setText(shown);
    //: For screen readers. %1: the fact's name, such as "Host"; %2: what is so
    fact->setAccessibleName(tr("%1: %2").arg(fact->objectName(), shown));
}

void OverviewPage::refresh()
{
    const auto &snapshot = m_model.snapshot();
    const auto &hello = m_model.hello();
    m_facts->setVisible(hello.has_value());
    m_problem->setVisible(snapshot && snapshot->policyProblem);
    if (snapshot && snapshot->policyProblem)
        m_problem->setText(policyProblemInWords(*snapshot->policyProblem));
    tell(m_host, snapshot ? channelInWords(snapshot->channel) : QString());
    tell(m_agent, hello ? tr("Version %1, process %2, running since %3")
                              .arg(hello->version, QString::number(hello->pid),
                                   timeInWords(hello->started, m_model.now()))
                        : tr("not running"));
    refreshRequests();
    refreshFreeze();
    refreshPermissions();
}

void OverviewPage::refreshRequests()
{
    const auto &snapshot = m_model.snapshot();
    tell(m_requests, snapshot ? tr("%1 since the agent started, %2 of them refused")
                                    .arg(snapshot->requests)
                                    .arg(snapshot->refused)
                              : QString());
    if (!snapshot)
        tell(m_lastRequest, {});
    else if (!snapshot->lastRequest)
        tell(m_lastRequest, tr("none yet"));
    else
        tell(m_lastRequest, tr("%1 (%2)").arg(agoInWords(*snapshot->lastRequest, m_model.now()),
                                              timeInWords(*snapshot->lastRequest, m_model.now())));
}

void OverviewPage::refreshFreeze()
{
    const auto &snapshot = m_model.snapshot();
    tell(m_freeze,
         snapshot ? freezeInWords(*snapshot, m_model.secondsLeft(), m_model.now()) : QString());
    if (snapshot && !snapshot->lastFreeze)
        tell(m_lastFreeze, tr("none since the agent started"));
    else
        tell(m_lastFreeze,
             snapshot ? lastFreezeInWords(*snapshot->lastFreeze, m_model.now()) : QString());
}

void OverviewPage::refreshPermissions()
{
    const auto &permissions = m_model.permissions();
    tell(m_permissions, permissions ? permissionsInWords(*permissions) : QString());
}

} // namespace ga
