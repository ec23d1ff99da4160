// SPDX-License-Identifier: Apache-2.0
// Takes the agent's history again with each connection without showing anything twice.
#include "window/activity_table.h"

#include "icons/mark_icon.h"
#include "words/command_words.h"
#include "words/time_words.h"

#include <algorithm>

namespace ga {

namespace {

Mark markOf(ActivityOutcome outcome)
{
    switch (outcome) {
    case ActivityOutcome::Ok:
        return Mark::Good;
    case ActivityOutcome::Failed:
        return Mark::Bad;
    case ActivityOutcome::Refused:
        break;
    }
    return Mark::Refused;
}

// Texts come from another process: what stays is bounded.
Activity shortened(Activity activity)
{
    for (QString *text : {&activity.command, &activity.channel})
        text->truncate(ActivityTable::longestText);
    if (activity.reason)
        activity.reason->truncate(ActivityTable::longestText);
    if (activity.rule) {
        activity.rule->key.truncate(ActivityTable::longestText);
        for (auto *text : {&activity.rule->value, &activity.rule->file}) {
            if (*text)
                (*text)->truncate(ActivityTable::longestText);
        }
    }
    return activity;
}

} // namespace

ActivityTable::ActivityTable(const AgentModel &model, QObject *parent)
    : QAbstractTableModel(parent)
    , m_model(model)
{
    connect(&model, &AgentModel::activity, this, &ActivityTable::add);
}

int ActivityTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ActivityTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

void ActivityTable::add(const Activity &activity)
{
    const qint64 agent = m_model.hello() ? m_model.hello()->started : 0;
    const auto known = std::ranges::find_if(m_rows, [&](const Row &row) {
        return row.agent == agent && row.activity.number == activity.number;
    });
    if (known != m_rows.end()) {
        const int row = int(known - m_rows.begin());
        known->activity = shortened(activity);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, 0, 0);
    m_rows.prepend({agent, shortened(activity)});
    endInsertRows();
    if (m_rows.size() <= longest)
        return;
    beginRemoveRows({}, longest, longest);
    m_rows.removeLast();
    endRemoveRows();
}

bool ActivityTable::isOwners(const Activity &activity)
{
    return activity.channel == QStringLiteral("owner");
}

QString ActivityTable::phrase(const Activity &activity) const
{
    if (isOwners(activity) && activity.command == QStringLiteral("guest-fsfreeze-thaw"))
        return activity.outcome == ActivityOutcome::Ok
                   ? tr("Thawed here, by an administrator")
                   : tr("Thaw file systems from here, by an administrator");
    const CommandPermission *permission = m_model.permission(activity.command);
    const QString words =
        commandInWords(activity.command, permission ? permission->summary : QString());
    //: %1: what the host did; %2: how many times in a row
    return activity.times > 1 ? tr("%1 (%2 times)").arg(words).arg(activity.times) : words;
}

QString ActivityTable::text(const Activity &activity, int column) const
{
    switch (column) {
    case Time:
        return timeInWords(activity.time, m_model.now());
    case What:
        return phrase(activity);
    case Outcome:
        return outcomeInWords(activity.outcome);
    default:
        return activity.outcome == ActivityOutcome::Refused ? QString()
                                                            : durationInWords(activity.duration);
    }
}

QVariant ActivityTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Activity &activity = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(activity, index.column());
    case Qt::DecorationRole:
        return index.column() == Outcome ? markIcon(markOf(activity.outcome)) : QVariant();
    case Qt::ToolTipRole:
        return activity.command;
    case Qt::AccessibleTextRole: {
        const QString words = text(activity, index.column());
        return words.isEmpty() ? tr("not applicable") : words;
    }
    default:
        return {};
    }
}

QVariant ActivityTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case What:
        return tr("What the host asked for");
    case Outcome:
        return tr("Result");
    default:
        return tr("Took");
    }
}

} // namespace ga
