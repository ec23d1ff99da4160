// SPDX-License-Identifier: Apache-2.0
// The page that runs `qtga doctor` and shows what it found.
#pragma once

#include "model/doctor_report.h"

#include <QLabel>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
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

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void onFinished();
    void showSteps(const QList<DoctorStep> &steps);
    void copy();

    QString m_program;
    QProcess m_process;
    QLabel *m_summary;
    QListWidget *m_list;
    QPushButton *m_again;
    QPushButton *m_copy;
    QList<DoctorStep> m_steps;
    bool m_asked = false;
};

} // namespace ga
