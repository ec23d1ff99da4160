// SPDX-License-Identifier: Apache-2.0
// One connection at a time; between two of them there is a second, and up to five where it fails
// on.
#include "model/agent_source.h"

#include "platform/api/defaults.h"
#include "system/status_connection.h"

#include <algorithm>
#include <chrono>

namespace ga {

namespace {

constexpr int longestWaitSeconds = 5;

} // namespace

AgentSource::AgentSource(const QString &address, QObject *parent)
    : StatusSource(parent)
    , m_address(address.isEmpty() ? platformDefaults().statusAddress : address)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &AgentSource::attempt);
    connect(&m_socket, &QLocalSocket::stateChanged, this, &AgentSource::onStateChanged);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &AgentSource::retryLater);
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        m_failures = 0;
        Q_EMIT received(m_socket.readAll());
    });
}

AgentSource::~AgentSource()
{
    m_socket.disconnect(this);
}

void AgentSource::start()
{
    attempt();
}

void AgentSource::reject()
{
    m_socket.abort();
    retryLater();
}

void AgentSource::attempt()
{
    if (!openStatusConnection(m_socket, m_address))
        retryLater();
}

void AgentSource::onStateChanged(QLocalSocket::LocalSocketState state)
{
    if (state == QLocalSocket::ConnectedState && !m_open) {
        m_open = true;
        Q_EMIT opened();
    } else if (state == QLocalSocket::UnconnectedState) {
        retryLater();
    }
}

void AgentSource::retryLater()
{
    if (std::exchange(m_open, false))
        Q_EMIT closed();
    if (m_retry.isActive() || m_socket.state() != QLocalSocket::UnconnectedState)
        return;
    m_failures = std::min(m_failures + 1, longestWaitSeconds);
    m_retry.start(std::chrono::seconds(m_failures));
}

} // namespace ga
