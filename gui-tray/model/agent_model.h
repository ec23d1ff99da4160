// SPDX-License-Identifier: Apache-2.0
// What the tray knows of the agent, as the status stream tells it.
#pragma once

#include "model/status_decoder.h"
#include "model/status_source.h"
#include "words/tray_state.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace ga {

// Ended by its time, the loss of its guard, or only by the next agent: a backup that the host took
// may be inconsistent.
bool endedWithoutHost(const FreezeRecord &freeze);

// Why an agent that is there can't be shown.
enum class Misfit { None, NewerProtocol, NotUnderstood };

class AgentModel : public QObject
{
    Q_OBJECT

public:
    // `source` must outlive this.
    explicit AgentModel(StatusSource &source, QObject *parent = nullptr);

    // Not the agent's word alone: a freeze that ended without the host is shown for ten minutes
    // also where the agent tells something else, such as that access is paused.
    TrayState state() const;
    Misfit misfit() const { return m_misfit; }

    // Empty while no agent is connected.
    const std::optional<StatusHello> &hello() const { return m_hello; }
    const std::optional<StatusSnapshot> &snapshot() const { return m_snapshot; }
    const std::optional<Permissions> &permissions() const { return m_permissions; }

    const CommandPermission *permission(const QString &command) const;

    // Until a freeze is ended by its time, counted down from what the agent said last; nullopt
    // where nothing is frozen or the freeze has no limit.
    std::optional<qint64> secondsLeft() const;

    // Whether the last freeze ended without the host, in the last ten minutes or as the agent says.
    bool freezeEndedBadly() const;

    qint64 now() const { return m_source.now(); }

Q_SIGNALS:
    void statusChanged(); // state(), snapshot(), hello() or misfit().
    void secondPassed();  // secondsLeft(), while file systems are frozen.
    void permissionsChanged();
    // In the stream's order. Not `live`: the host did it before this connection.
    void activity(const ga::Activity &activity, bool live);

private:
    void take(const QByteArray &bytes);
    void take(const StatusMessage &message);
    void warnForAWhile();
    void forget();
    void refuse(Misfit misfit);

    StatusSource &m_source;
    StatusDecoder m_reader;
    Misfit m_misfit = Misfit::None;
    std::optional<StatusHello> m_hello;
    std::optional<StatusSnapshot> m_snapshot;
    std::optional<Permissions> m_permissions;
    QElapsedTimer m_sinceSnapshot;
    QTimer m_second;
    QTimer m_warning; // Runs while a freeze that ended without the host is to be shown.
};

} // namespace ga
