// SPDX-License-Identifier: Apache-2.0
// A line on the terminal that tells how far a copy is.
#pragma once

#include "client/progress_text.h"

#include <QElapsedTimer>

namespace ga {

// Nothing is shown where the standard error is no terminal, or where it isn't wanted. The line is
// wiped when this is destroyed.
class ProgressLine
{
public:
    ProgressLine(const QString &label, bool wanted);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    bool isShown() const { return m_shown; }
    void setTotal(qint64 bytes) { m_progress.total = bytes; }
    void update(qint64 bytes); // As often as one likes.

private:
    QString m_label;
    bool m_shown;
    Progress m_progress;
    QElapsedTimer m_begun;
    QElapsedTimer m_drawn;
};

} // namespace ga
