// SPDX-License-Identifier: Apache-2.0
// Columns as wide as their longest text: to measure rows as they come would move what is being
// read.
#include "window/activity_view.h"

#include "window/activity_table.h"
#include "words/command_words.h"
#include "words/time_words.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace ga {

namespace {

constexpr int margin = 14;
constexpr int iconAndMargin = 38;

} // namespace

void ActivityView::setUp()
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);

    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(ActivityTable::What, QHeaderView::Stretch);
    header->resizeSection(ActivityTable::Time, widthFor({timeInWords(0, 0)}, margin));
    header->resizeSection(
        ActivityTable::Outcome,
        widthFor({outcomeInWords(ActivityOutcome::Ok), outcomeInWords(ActivityOutcome::Failed),
                  outcomeInWords(ActivityOutcome::Refused)},
                 iconAndMargin));
    header->resizeSection(ActivityTable::Duration, widthFor({durationInWords(59 * 61000)}, margin));
    connect(this, &QTableView::doubleClicked, this, &ActivityView::chosen);
    connect(model(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { widenTime(first, last); });
}

void ActivityView::keyPressEvent(QKeyEvent *event)
{
    QTableView::keyPressEvent(event);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid())
        Q_EMIT chosen(currentIndex());
}

void ActivityView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QScrollBar *bar = verticalScrollBar();
    const int place = bar->value();
    const int topRow = rowAt(0);
    QTableView::rowsInserted(parent, first, last);
    if (place == 0 || first > topRow)
        return;
    updateGeometries(); // The bar's range has the new rows.
    const int step =
        verticalScrollMode() == ScrollPerItem ? 1 : verticalHeader()->defaultSectionSize();
    bar->setValue(place + (last - first + 1) * step);
}

QModelIndex ActivityView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome || action == MoveEnd)
        modifiers |= Qt::ControlModifier;
    return QTableView::moveCursor(action, modifiers);
}

void ActivityView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (currentIndex().isValid() && !selectionModel()->hasSelection())
        setCurrentIndex(currentIndex());
}

// For what was done on another day, its date is there too.
void ActivityView::widenTime(int first, int last)
{
    QStringList times;
    for (int row = first; row <= last; ++row)
        times.append(model()->index(row, ActivityTable::Time).data().toString());
    const int wanted = widthFor(times, margin);
    if (wanted > columnWidth(ActivityTable::Time))
        setColumnWidth(ActivityTable::Time, wanted);
}

int ActivityView::widthFor(const QStringList &texts, int besides) const
{
    int width = 0;
    for (const QString &text : texts)
        width = std::max(width, fontMetrics().horizontalAdvance(text));
    return width + besides;
}

} // namespace ga
