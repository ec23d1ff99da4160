// SPDX-License-Identifier: Apache-2.0
// Checks when it is first looked at, and on demand; the window stays usable meanwhile.
#include "window/doctor_page.h"

#include "icons/mark_icon.h"
#include "words/time_words.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ga {

namespace {

constexpr int patience = 60000; // ms; the doctor itself waits for some seconds at some steps.

struct DoctorWords
{
    Q_DECLARE_TR_FUNCTIONS(DoctorWords)

public:
    static QString result(DoctorResult result)
    {
        switch (result) {
        case DoctorResult::Ok:
            return tr("OK");
        case DoctorResult::Warning:
            return tr("Warning");
        case DoctorResult::Failure:
            return tr("Failure");
        case DoctorResult::Unknown:
            break;
        }
        return tr("Not visible");
    }
};

Mark markOf(DoctorResult result)
{
    switch (result) {
    case DoctorResult::Ok:
        return Mark::Good;
    case DoctorResult::Warning:
        return Mark::Warning;
    case DoctorResult::Failure:
        return Mark::Bad;
    case DoctorResult::Unknown:
        break;
    }
    return Mark::Limited;
}

QString lineOf(const DoctorStep &step)
{
    QString line = step.text.isEmpty() ? step.name : step.name + QStringLiteral(": ") + step.text;
    if (!line.isEmpty())
        line[0] = line.at(0).toUpper();
    if (!step.fix.isEmpty())
        line += QStringLiteral("\n→ ") + step.fix;
    return line;
}

} // namespace

DoctorPage::DoctorPage(QString program, QWidget *parent)
    : QWidget(parent)
    , m_program(std::move(program))
    , m_summary(new QLabel(this))
    , m_list(new QListWidget(this))
    , m_again(new QPushButton(tr("Check a&gain"), this))
    , m_copy(new QPushButton(tr("&Copy as text"), this))
{
    build();
    m_limit.setSingleShot(true);
    m_limit.setInterval(patience);
    connect(&m_limit, &QTimer::timeout, this, &DoctorPage::onLate);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, &DoctorPage::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onFinished();
    });
    connect(m_again, &QPushButton::clicked, this, &DoctorPage::check);
    connect(m_copy, &QPushButton::clicked, this, &DoctorPage::copy);
}

DoctorPage::~DoctorPage()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

void DoctorPage::build()
{
    m_summary->setObjectName(QStringLiteral("doctorSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setAccessibleName(tr("What the check found"));
    m_list->setWordWrap(true);
    m_list->setAlternatingRowColors(true);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QPushButton *button : {m_again, m_copy}) {
        button->setAutoDefault(false);
        button->setMinimumWidth(button->sizeHint().width() +
                                2 * button->fontMetrics().averageCharWidth());
    }
    m_copy->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_again);
    buttons->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_summary);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
}

void DoctorPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_age.isValid() || m_age.elapsed() >= m_freshness)
        check();
}

void DoctorPage::check()
{
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_late = false;
    m_summary->setText(tr("Checking the way from here to the host…"));
    m_limit.start();
    m_process.start(m_program, {QStringLiteral("doctor"), QStringLiteral("--json")},
                    QIODevice::ReadOnly);
}

void DoctorPage::onLate()
{
    m_late = true;
    m_process.kill();
}

void DoctorPage::onFinished()
{
    m_limit.stop();
    m_again->setEnabled(true);
    const auto steps = readDoctorReport(m_process.readAllStandardOutput());
    if (steps && !steps->isEmpty() && !m_late)
        return showSteps(*steps);
    forget();
    m_summary->setText(tr("The check could not be run: %1").arg(whyNot()));
}

QString DoctorPage::whyNot()
{
    const QString said = QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed();
    if (m_late)
        return tr("It had not ended after %1, and was stopped.")
            .arg(durationInWords(m_limit.interval()));
    if (!said.isEmpty())
        return said;
    return m_process.error() == QProcess::UnknownError ? tr("It told nothing.")
                                                       : m_process.errorString();
}

// What an earlier check found is not to stand under the words of a later one.
void DoctorPage::forget()
{
    m_steps.clear();
    m_list->clear();
    m_age.invalidate();
}

void DoctorPage::showSteps(const QList<DoctorStep> &steps)
{
    forget();
    m_steps = steps;
    m_age.start();
    for (const DoctorStep &step : steps) {
        auto *item = new QListWidgetItem(markIcon(markOf(step.result)), lineOf(step), m_list);
        item->setData(Qt::AccessibleTextRole,
                      DoctorWords::result(step.result) + QStringLiteral(": ") + lineOf(step));
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    //: %1: what a check found; %2: when it did, such as "12:03:01"
    m_summary->setText(tr("%1 As of %2.").arg(summary(), timeInWords(now, 0)));
    m_copy->setEnabled(true);
}

QString DoctorPage::summary() const
{
    const auto count = [this](DoctorResult result) {
        return int(std::ranges::count(m_steps, result, &DoctorStep::result));
    };
    const int failures = count(DoctorResult::Failure);
    const int warnings = count(DoctorResult::Warning);
    const int unknown = count(DoctorResult::Unknown);
    const int all = int(m_steps.size());
    if (failures + warnings + unknown == 0)
        return tr("All is well: %n step(s) checked.", nullptr, all);
    QStringList parts;
    if (failures + warnings > 0)
        parts << tr("%n failure(s)", nullptr, failures) << tr("%n warning(s)", nullptr, warnings);
    if (unknown > 0)
        parts << tr("%n step(s) not visible with your rights", nullptr, unknown);
    parts << tr("%n step(s) checked", nullptr, all - unknown);
    return parts.join(QStringLiteral(", ")) + u'.';
}

QString DoctorPage::asText() const
{
    QString text = m_summary->text() + u'\n';
    for (const DoctorStep &step : m_steps)
        text += DoctorWords::result(step.result) + QStringLiteral(": ") + lineOf(step) + u'\n';
    return text;
}

void DoctorPage::copy()
{
    QGuiApplication::clipboard()->setText(asText());
}

} // namespace ga
