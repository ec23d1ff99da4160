// SPDX-License-Identifier: Apache-2.0
// A table, its filter above it, and what there is to say about the chosen row below it.
#include "window/activity_page.h"

#include "words/command_words.h"
#include "words/reason_words.h"
#include "words/time_words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ga {

namespace {

bool isOfKind(const Activity &activity, ActivityFilter filter)
{
    switch (filter) {
    case ActivityFilter::Access:
        return activity.risk == Risk::Access;
    case ActivityFilter::Modify:
        return activity.risk == Risk::Modify;
    case ActivityFilter::Quiesce:
        return activity.risk == Risk::Quiesce;
    case ActivityFilter::Trouble:
        return activity.outcome != ActivityOutcome::Ok;
    case ActivityFilter::Everything:
        break;
    }
    return true;
}

} // namespace

FilteredActivity::FilteredActivity(ActivityTable &table, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_table(table)
{
    setSourceModel(&table);
}

void FilteredActivity::setFilter(ActivityFilter filter)
{
    m_filter = filter;
    invalidateFilter();
}

void FilteredActivity::setWords(const QString &words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

const Activity &FilteredActivity::activityAt(const QModelIndex &index) const
{
    return m_table.at(mapToSource(index).row());
}

bool FilteredActivity::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Activity &activity = m_table.at(row);
    if (!isOfKind(activity, m_filter))
        return false;
    return m_words.isEmpty() || m_table.phrase(activity).contains(m_words, Qt::CaseInsensitive) ||
           activity.command.contains(m_words, Qt::CaseInsensitive);
}

ActivityPage::ActivityPage(const AgentModel &model, ActivityTable &table, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(table)
    , m_rows(table)
    , m_filter(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_view(new ActivityView(this))
    , m_empty(new QLabel(this))
    , m_details(new QLabel(this))
    , m_why(new QPushButton(tr("&Why?"), this))
{
    auto *column = new QVBoxLayout(this);
    auto *above = new QHBoxLayout;
    auto *label = new QLabel(tr("&Show:"), this);
    label->setBuddy(m_filter);
    above->addWidget(label);
    above->addWidget(m_filter);
    above->addWidget(m_search, 1);
    column->addLayout(above);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    auto *below = new QHBoxLayout;
    below->addWidget(m_details, 1);
    below->addWidget(m_why, 0, Qt::AlignTop);
    column->addLayout(below);
    buildFilter();
    buildView();
    buildDetails();
    showEmptiness();
    showDetails();
}

void ActivityPage::buildFilter()
{
    m_filter->addItem(tr("Everything"), int(ActivityFilter::Everything));
    m_filter->addItem(tr("Files, programs, accounts"), int(ActivityFilter::Access));
    m_filter->addItem(tr("Power, clock, processors, memory"), int(ActivityFilter::Modify));
    m_filter->addItem(tr("Freezes for backups"), int(ActivityFilter::Quiesce));
    m_filter->addItem(tr("What was refused or failed"), int(ActivityFilter::Trouble));
    m_search->setPlaceholderText(tr("Search, such as: password"));
    m_search->setAccessibleName(tr("Search in what the host did"));
    m_search->setClearButtonEnabled(true);
    connect(m_filter, &QComboBox::currentIndexChanged, this,
            [this] { m_rows.setFilter(ActivityFilter(m_filter->currentData().toInt())); });
    connect(m_search, &QLineEdit::textChanged, &m_rows, &FilteredActivity::setWords);
}

void ActivityPage::buildView()
{
    m_view->setModel(&m_rows);
    m_view->setAccessibleName(tr("What the host did"));
    m_view->setUp();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ActivityPage::showDetails);
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &ActivityPage::showDetails);
    connect(&m_rows, &QAbstractItemModel::rowsInserted, this, &ActivityPage::showEmptiness);
    connect(&m_rows, &QAbstractItemModel::rowsRemoved, this, &ActivityPage::showEmptiness);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &ActivityPage::showEmptiness);
    connect(&m_rows, &QAbstractItemModel::layoutChanged, this, &ActivityPage::showEmptiness);
    connect(m_view, &ActivityView::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT permissionWanted(m_rows.activityAt(index).command);
    });
}

void ActivityPage::buildDetails()
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_details->setObjectName(QStringLiteral("activityDetails"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_details->setMinimumHeight(m_details->fontMetrics().lineSpacing() * 3);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->setAutoDefault(false);
    m_why->setToolTip(tr("Show what allows or forbids this command"));
    connect(m_why, &QPushButton::clicked, this,
            [this] { Q_EMIT permissionWanted(m_rows.activityAt(m_view->currentIndex()).command); });
}

void ActivityPage::showEmptiness()
{
    const bool empty = m_rows.rowCount() == 0;
    m_empty->setText(m_table.rowCount() == 0 ? tr("The host has not asked for anything yet.")
                                             : tr("Nothing the host did fits the filter."));
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
    showDetails();
}

void ActivityPage::showDetails()
{
    const QModelIndex index = m_view->currentIndex();
    const bool chosen = index.isValid() && m_rows.rowCount() > 0;
    m_why->setEnabled(chosen);
    if (!chosen) {
        m_details->setText(m_rows.rowCount() == 0 ? QString()
                                                  : tr("Choose a line to read more about it."));
        return;
    }
    const Activity &activity = m_rows.activityAt(index);
    const QString outcome = outcomeInWords(activity.outcome);
    const QString time = timeInWords(activity.time, m_model.now());
    QString text =
        ActivityTable::isOwners(activity)
            ? tr("%1: %2, by an administrator here, at %3.").arg(activity.command, outcome, time)
            : tr("%1: %2, by %3, at %4.").arg(activity.command, outcome, activity.channel, time);
    if (activity.reason)
        text += u'\n' + reasonInWords(*activity.reason, activity.rule);
    m_details->setText(text);
}

} // namespace ga
