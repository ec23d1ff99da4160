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

private:
    void widenTime(int first, int last);
    int widthFor(const QStringList &texts, int besides) const;
};

} // namespace ga
