// SPDX-License-Identifier: Apache-2.0
// One notice for each occasion, however often the agent or the connection repeats it.
#include "tray/notices.h"

#include "words/permission_words.h"
#include "words/state_words.h"
#include "words/time_words.h"

#include <algorithm>

namespace ga {

Notices::Notices(const AgentModel &model, const NotificationSettings &settings, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_settings(settings)
{
    m_frozenLong.setSingleShot(true);
    connect(&m_frozenLong, &QTimer::timeout, this, &Notices::onFrozenLong);
    connect(&model, &AgentModel::statusChanged, this, &Notices::onStatus);
    connect(&model, &AgentModel::activity, this, &Notices::onActivity);
}

void Notices::onStatus()
{
    const auto &snapshot = m_model.snapshot();
    if (!snapshot || !snapshot->freeze) {
        m_frozenLong.stop();
    } else if (snapshot->freeze->since != m_toldFreeze && !m_frozenLong.isActive()) {
        const qint64 already = passedSince(snapshot->freeze->since, m_model.now());
        m_frozenLong.start(int(std::clamp<qint64>(longFreezeMs - already, 0, longFreezeMs)));
    }
    tellOfEarlyEnd();
    tellOfPolicyProblem();
}

void Notices::tellOfEarlyEnd()
{
    if (!m_model.freezeEndedBadly())
        return;
    const auto &snapshot = m_model.snapshot();
    if (std::exchange(m_toldLease, snapshot->lastFreeze->ended) != snapshot->lastFreeze->ended)
        raise(NoticeKind::LeaseExpired, earlyEndTitle(), earlyEndSentence(*snapshot->lastFreeze));
}

void Notices::tellOfPolicyProblem()
{
    if (!m_model.snapshot())
        return; // Until the agent says that it is mended, also after its restart, it has been told.
    const QString problem = m_model.snapshot()->policyProblem.value_or(QString());
    if (std::exchange(m_toldProblem, problem) != problem && !problem.isEmpty())
        raise(NoticeKind::Policy, tr("The agent's configuration is broken"),
              policyProblemInWords(problem));
}

void Notices::onFrozenLong()
{
    m_toldFreeze = m_model.snapshot()->freeze->since;
    const std::optional<qint64> left = m_model.secondsLeft();
    const QString limit =
        left ? tr("At the latest they are thawed in %1.").arg(durationInWords(secondsInMs(*left)))
             : QString();
    raise(NoticeKind::LongFreeze, tr("File systems are frozen"),
          (tr("The host has held them for some seconds. Programs that write to disk wait.") + u' ' +
           limit)
              .trimmed());
}

void Notices::onActivity(const Activity &activity, bool live)
{
    if (!live || activity.outcome != ActivityOutcome::Ok)
        return;
    if (activity.command == QStringLiteral("guest-shutdown"))
        raise(NoticeKind::Shutdown, tr("The host shuts this system down"),
              tr("Save your work: the host has asked this system to shut down or restart."));
    else if (activity.command == QStringLiteral("guest-set-user-password"))
        raise(NoticeKind::Credentials, tr("A password was changed"),
              tr("The host has set the password of a user of this system."));
    else if (activity.command == QStringLiteral("guest-ssh-add-authorized-keys"))
        raise(NoticeKind::Credentials, tr("SSH keys were added"),
              tr("The host has added keys with which somebody can log in to this system."));
    else if (activity.command == QStringLiteral("guest-ssh-remove-authorized-keys"))
        raise(NoticeKind::Credentials, tr("SSH keys were removed"),
              tr("The host has removed keys with which somebody could log in to this system."));
}

void Notices::raise(NoticeKind kind, const QString &title, const QString &text)
{
    if (m_settings.wants(kind))
        Q_EMIT raised({kind, title, text});
}

} // namespace ga
