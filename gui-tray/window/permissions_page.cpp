// SPDX-License-Identifier: Apache-2.0
// Commands grouped by what they let the host do, the most far-reaching first.
#include "window/permissions_page.h"

#include "icons/mark_icon.h"
#include "words/command_words.h"
#include "words/permission_words.h"
#include "words/state_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ga {

namespace {

enum Column { What, Allowed, Why, ColumnCount };

constexpr int widestPercent = 45; // Of the list's width, for its first column.
constexpr int commandRole = Qt::UserRole;
constexpr int riskRole = Qt::UserRole + 1;
constexpr std::array order{Risk::Access, Risk::Modify, Risk::Quiesce, Risk::Observe, Risk::Session};

// Lines with some air between them.
class AiryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 6);
    }
};

Mark markOf(const CommandPermission &permission)
{
    if (!permission.on)
        return Mark::Refused;
    return permission.limit ? Mark::Limited : Mark::Good;
}

} // namespace

PermissionsPage::PermissionsPage(const AgentModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_summary(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_onlyOff(new QCheckBox(tr("Only what is off or &limited"), this))
    , m_tree(new QTreeWidget(this))
    , m_details(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_summary);
    auto *filter = new QHBoxLayout;
    filter->addWidget(m_search, 1);
    filter->addWidget(m_onlyOff);
    column->addLayout(filter);
    column->addWidget(m_tree, 1);
    column->addWidget(m_details);
    buildView();
    buildDetails();
    connect(m_search, &QLineEdit::textChanged, this, &PermissionsPage::applyFilter);
    connect(m_onlyOff, &QCheckBox::toggled, this, &PermissionsPage::applyFilter);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &PermissionsPage::showDetails);
    connect(&model, &AgentModel::permissionsChanged, this, &PermissionsPage::refresh);
    connect(&model, &AgentModel::statusChanged, this, &PermissionsPage::showSummary);
    refresh();
}

void PermissionsPage::buildView()
{
    m_tree->setAccessibleName(tr("What the host may do"));
    m_tree->setItemDelegate(new AiryDelegate(m_tree));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderLabels({tr("What the host may do"), tr("Allowed?"), tr("Why")});
    m_tree->setAlternatingRowColors(true);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setSectionResizeMode(What, QHeaderView::Interactive);
    m_tree->header()->setSectionResizeMode(Allowed, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(Why, QHeaderView::Stretch);
    m_tree->viewport()->installEventFilter(this);
}

// The first column has what its texts need, but leaves the reasons room to be read.
void PermissionsPage::fitColumns()
{
    m_tree->resizeColumnToContents(What);
    const int most = m_tree->viewport()->width() * widestPercent / 100;
    m_tree->setColumnWidth(What, std::min(m_tree->columnWidth(What), most));
}

// The list learns its width only when it is shown, after the page.
bool PermissionsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void PermissionsPage::buildDetails()
{
    const auto selectable = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard;
    m_summary->setObjectName(QStringLiteral("permissionsSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(selectable);
    m_search->setPlaceholderText(tr("Search, such as: program"));
    m_search->setAccessibleName(tr("Search in the permissions"));
    m_search->setClearButtonEnabled(true);
    m_details->setObjectName(QStringLiteral("permissionDetails"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_details->setMinimumHeight(m_details->fontMetrics().lineSpacing() * 4);
    m_details->setTextInteractionFlags(selectable);
}

void PermissionsPage::refresh()
{
    const QTreeWidgetItem *current = m_tree->currentItem();
    const QString chosen = current ? current->data(What, commandRole).toString() : QString();
    {
        const QSignalBlocker quiet(m_tree);
        fill();
    }
    applyFilter();
    fitColumns();
    m_tree->setCurrentItem(find(chosen));
    showSummary();
    showDetails();
}

void PermissionsPage::fill()
{
    m_tree->clear();
    if (!m_model.permissions())
        return;
    for (const Risk risk : order) {
        QTreeWidgetItem *heading = group(risk);
        for (const CommandPermission &permission : m_model.permissions()->commands) {
            if (permission.risk == risk)
                addCommand(permission);
        }
        heading->setExpanded(true);
    }
}

QTreeWidgetItem *PermissionsPage::group(Risk risk)
{
    auto *heading = new QTreeWidgetItem(m_tree, {riskInWords(risk)});
    heading->setData(What, riskRole, int(risk));
    heading->setFirstColumnSpanned(true);
    for (const Column column : {Allowed, Why})
        heading->setData(column, Qt::AccessibleTextRole, riskInWords(risk));
    QFont bold = m_tree->font();
    bold.setBold(true);
    heading->setFont(What, bold);
    return heading;
}

void PermissionsPage::addCommand(const CommandPermission &permission)
{
    QTreeWidgetItem *heading = m_tree->topLevelItem(m_tree->topLevelItemCount() - 1);
    const QString reason = permissionReason(permission);
    auto *item = new QTreeWidgetItem(heading, {commandInWords(permission.name, permission.summary),
                                               permissionStateInWords(permission), reason});
    item->setData(What, commandRole, permission.name);
    item->setIcon(Allowed, markIcon(markOf(permission)));
    item->setToolTip(What, permission.name);
    item->setToolTip(Why, reason);
    item->setData(Why, Qt::AccessibleTextRole,
                  reason.isEmpty() ? tr("nothing forbids it") : reason);
}

void PermissionsPage::applyFilter()
{
    const QString words = m_search->text().trimmed();
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        QTreeWidgetItem *heading = m_tree->topLevelItem(group);
        bool any = false;
        for (int row = 0; row < heading->childCount(); ++row) {
            QTreeWidgetItem *item = heading->child(row);
            const QString command = item->data(What, commandRole).toString();
            const CommandPermission *permission = m_model.permission(command);
            const bool on = permission && permission->on && !permission->limit;
            const bool fits = words.isEmpty() ||
                              item->text(What).contains(words, Qt::CaseInsensitive) ||
                              command.contains(words, Qt::CaseInsensitive);
            item->setHidden(!fits || (on && m_onlyOff->isChecked()));
            any = any || !item->isHidden();
        }
        heading->setHidden(!any);
    }
}

QTreeWidgetItem *PermissionsPage::find(const QString &command) const
{
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        QTreeWidgetItem *heading = m_tree->topLevelItem(group);
        for (int row = 0; row < heading->childCount(); ++row) {
            if (!command.isEmpty() && heading->child(row)->data(What, commandRole) == command)
                return heading->child(row);
        }
    }
    return nullptr;
}

void PermissionsPage::showCommand(const QString &command)
{
    m_search->clear();
    m_onlyOff->setChecked(false);
    QTreeWidgetItem *item = find(command);
    m_tree->setCurrentItem(item);
    if (item)
        m_tree->scrollToItem(item, QAbstractItemView::PositionAtCenter);
    m_tree->setFocus(Qt::OtherFocusReason);
}

void PermissionsPage::showSummary()
{
    const auto &permissions = m_model.permissions();
    QString text;
    if (permissions)
        text = permissionsInWords(*permissions);
    else if (m_model.misfit() != Misfit::None)
        text = stateSentence(m_model);
    else
        text = tr("What the host may do is told by the agent, which is not running.");
    if (m_model.snapshot() && m_model.snapshot()->policyProblem)
        text = policyProblemInWords(*m_model.snapshot()->policyProblem) + u'\n' + text;
    if (m_model.state() == TrayState::Frozen)
        text = tr("While file systems are frozen nearly everything is refused.") + u'\n' + text;
    else if (m_model.snapshot() && m_model.snapshot()->paused)
        text = stateSentence(m_model) + u'\n' + text;
    m_summary->setText(text);
}

void PermissionsPage::showDetails()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    const QString command = item ? item->data(What, commandRole).toString() : QString();
    const CommandPermission *permission = m_model.permission(command);
    if (!permission) {
        m_details->setText(m_model.permissions()
                               ? tr("Choose a line to read why, and how to change it.")
                               : QString());
        return;
    }
    QStringList lines{tr("%1 (%2): %3.")
                          .arg(commandInWords(command, permission->summary), command,
                               permissionStateInWords(*permission))};
    const QString reason = permissionReason(*permission);
    lines.append(reason.isEmpty() ? tr("Nothing forbids it.") : reason);
    lines.append(permissionRemedy(*permission));
    m_details->setText(lines.join(u'\n').trimmed());
}

} // namespace ga
