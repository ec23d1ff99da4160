// SPDX-License-Identifier: Apache-2.0
// The status stream of the agent in this system; connects again by itself.
#pragma once

#include "model/status_source.h"

#include <QLocalSocket>
#include <QTimer>

namespace ga {

class AgentSource : public StatusSource
{
    Q_OBJECT

public:
    // `address` empty: where this system's agent speaks.
    explicit AgentSource(const QString &address, QObject *parent = nullptr);
    ~AgentSource() override;

    void start() override;
    void reject() override;

private:
    void attempt();
    void onStateChanged(QLocalSocket::LocalSocketState state);
    void retryLater();

    QString m_address;
    QLocalSocket m_socket;
    QTimer m_retry;
    int m_failures = 0; // Attempts in a row from which no byte came.
    bool m_open = false;
};

} // namespace ga
