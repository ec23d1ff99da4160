// SPDX-License-Identifier: Apache-2.0
// The page that lists what the host did, live, with a filter.
#pragma once

#include "window/activity_table.h"
#include "window/activity_view.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QWidget>

namespace ga {

enum class ActivityFilter { Everything, Access, Modify, Quiesce, Trouble };

class FilteredActivity : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit FilteredActivity(ActivityTable &table, QObject *parent = nullptr);

    void setFilter(ActivityFilter filter);
    void setWords(const QString &words);
    const Activity &activityAt(const QModelIndex &index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    ActivityTable &m_table;
    ActivityFilter m_filter = ActivityFilter::Everything;
    QString m_words;
};

class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    // Both must outlive this.
    ActivityPage(const AgentModel &model, ActivityTable &table, QWidget *parent = nullptr);

Q_SIGNALS:
    void permissionWanted(const QString &command); // Why may the host do this, or may not?

private:
    void buildFilter();
    void buildView();
    void buildDetails();
    void showDetails();
    void showEmptiness();

    const AgentModel &m_model;
    ActivityTable &m_table;
    FilteredActivity m_rows;
    QComboBox *m_filter;
    QLineEdit *m_search;
    ActivityView *m_view;
    QLabel *m_empty;
    QLabel *m_details;
    QPushButton *m_why;
};

} // namespace ga
