// SPDX-License-Identifier: Apache-2.0
// Tells assistive technology of every new state, as its words on the screen change without the
// focus.
#include "window/state_banner.h"

#include "icons/state_icon.h"
#include "words/state_words.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ga {

namespace {

constexpr int pictureSize = 48;

} // namespace

StateBanner::StateBanner(const AgentModel &model, AgentActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_actions(actions)
    , m_picture(new QLabel(this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_pause(new QPushButton(tr("&Pause host access"), this))
    , m_resume(new QPushButton(tr("&Resume host access"), this))
    , m_thaw(new QPushButton(tr("&Thaw now…"), this))
{
    build();
    connect(m_pause, &QPushButton::clicked, &actions, &AgentActions::pause);
    connect(m_resume, &QPushButton::clicked, &actions, &AgentActions::resume);
    connect(m_thaw, &QPushButton::clicked, this, &StateBanner::thawWanted);
    connect(&model, &AgentModel::statusChanged, this, &StateBanner::refresh);
    connect(&model, &AgentModel::secondPassed, this, &StateBanner::refreshTime);
    connect(&actions, &AgentActions::busyChanged, this, &StateBanner::refresh);
    refresh();
}

void StateBanner::build()
{
    setAccessibleName(tr("State"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setObjectName(QStringLiteral("stateTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setObjectName(QStringLiteral("stateSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_pause->setToolTip(tr("Refuse whatever the host asks for, until you resume"));
    m_thaw->setToolTip(tr("Let programs write again without waiting for the host"));

    auto *words = new QVBoxLayout;
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_thaw, m_pause, m_resume}) {
        button->setAutoDefault(false);
        button->setMinimumWidth(button->sizeHint().width() +
                                2 * button->fontMetrics().averageCharWidth());
        buttons->addWidget(button);
    }
    auto *row = new QHBoxLayout(this);
    row->setSpacing(14);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addLayout(buttons);
    row->setAlignment(buttons, Qt::AlignTop);
}

void StateBanner::refresh()
{
    const bool running = m_model.snapshot().has_value();
    const bool paused = running && m_model.snapshot()->paused;
    m_sentence->setText(stateSentence(m_model));
    m_pause->setVisible(!paused);
    m_pause->setEnabled(running && !m_actions.isBusy());
    m_resume->setVisible(paused);
    m_resume->setEnabled(!m_actions.isBusy());
    m_thaw->setVisible(m_model.state() == TrayState::Frozen);
    m_thaw->setEnabled(!m_actions.isBusy());
    refreshTime();
    announce();
}

void StateBanner::refreshTime()
{
    const qreal ratio = devicePixelRatioF();
    QPixmap picture =
        statePixmap(m_model.state(), qRound(pictureSize * ratio), m_model.secondsLeft());
    picture.setDevicePixelRatio(ratio);
    m_picture->setPixmap(picture);
    m_picture->setAccessibleName(stateTitle(m_model));
    m_title->setText(stateLine(m_model));
}

// Not for every second that passes.
void StateBanner::announce()
{
    const QString title = stateTitle(m_model);
    if (std::exchange(m_announced, title) == title)
        return;
    QAccessibleEvent event(m_title, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StateBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refreshTime();
}

} // namespace ga
