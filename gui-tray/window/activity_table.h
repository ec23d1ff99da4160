// SPDX-License-Identifier: Apache-2.0
// What the host did, newest first, as rows for a view.
#pragma once

#include "model/agent_model.h"

#include <QAbstractTableModel>

namespace ga {

class ActivityTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, What, Outcome, Duration, ColumnCount };
    static constexpr int longest = 2000;    // Rows; older ones go.
    static constexpr int longestText = 512; // Characters of each text in them, as in the audit.

    // `model` must outlive this.
    explicit ActivityTable(const AgentModel &model, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const Activity &at(int row) const { return m_rows.at(row).activity; }
    QString phrase(const Activity &activity) const;

    // Of what was not asked for by the host but done in the guest (docs/audit.md, "channel").
    static bool isOwners(const Activity &activity);

private:
    struct Row
    {
        qint64 agent = 0; // Which run of the agent, by when it started.
        Activity activity;
    };

    void add(const Activity &activity);
    QString text(const Activity &activity, int column) const;

    const AgentModel &m_model;
    QList<Row> m_rows;
};

} // namespace ga
