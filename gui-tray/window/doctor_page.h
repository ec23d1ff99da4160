// SPDX-License-Identifier: Apache-2.0
// The page that runs `qtga doctor` and shows what it found.
#pragma once

#include "model/doctor_report.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

namespace ga {

class DoctorPage : public QWidget
{
    Q_OBJECT

public:
    // `program`: the tool qtga.
    explicit DoctorPage(QString program, QWidget *parent = nullptr);
    ~DoctorPage() override;

    void check();
    QString asText() const;

    // In ms: a check that has not ended by then is stopped.
    void setPatience(int patience) { m_limit.setInterval(patience); }

    // In ms: the page makes findings anew that are older when it is shown.
    void setFreshness(qint64 freshness) { m_freshness = freshness; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void onFinished();
    void onLate();
    QString whyNot(); // No report came.
    void forget();
    void showSteps(const QList<DoctorStep> &steps);
    QString summary() const;
    void copy();

    QString m_program;
    QProcess m_process;
    QTimer m_limit;
    QElapsedTimer m_age; // Of what is shown; invalid while nothing is.
    qint64 m_freshness = 60000;
    bool m_late = false;
    QLabel *m_summary;
    QListWidget *m_list;
    QPushButton *m_again;
    QPushButton *m_copy;
    QList<DoctorStep> m_steps;
};

} // namespace ga
