// SPDX-License-Identifier: Apache-2.0
// The page that tells what the host may do, what it may not, and why.
#pragma once

#include "model/agent_model.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QWidget>

namespace ga {

class PermissionsPage : public QWidget
{
    Q_OBJECT

public:
    // `model` must outlive this.
    explicit PermissionsPage(const AgentModel &model, QWidget *parent = nullptr);

    // Chooses its line, and takes the focus there.
    void showCommand(const QString &command);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildView();
    void fitColumns();
    void buildDetails();
    void refresh();
    void fill();
    QTreeWidgetItem *group(Risk risk);
    void addCommand(const CommandPermission &permission);
    void applyFilter();
    void showDetails();
    void showSummary();
    QTreeWidgetItem *find(const QString &command) const;

    const AgentModel &m_model;
    QLabel *m_summary;
    QLineEdit *m_search;
    QCheckBox *m_onlyOff;
    QTreeWidget *m_tree;
    QLabel *m_details;
};

} // namespace ga
