// SPDX-License-Identifier: Apache-2.0
// How rows of what the host did look, wherever they are shown.
#pragma once

#include <QTableView>

namespace ga {

class ActivityView : public QTableView
{
    Q_OBJECT

public:
    using QTableView::QTableView;

    // Once it has its model.
    void setUp();

Q_SIGNALS:
    // By a double click or Enter. activated() comes with a single click on some desktops.
    void chosen(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    // What is being read stays where it is when newer rows come above it; at the top they are seen.
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    // A row is one thing: Home and End go to the first and the last one, not to the ends of a row.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    // Who comes to the table by the keyboard sees which row the keys begin at.
    void focusInEvent(QFocusEvent *event) override;

private:
    void widenTime(int first, int last);
    int widthFor(const QStringList &texts, int besides) const;
};

} // namespace ga
