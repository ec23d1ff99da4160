// SPDX-License-Identifier: Apache-2.0
// Session: between the channel's bytes and the dispatcher's requests.
#pragma once

#include "channel/channel.h"
#include "protocol/framer.h"
#include "runtime/dispatcher.h"

#include <QObject>

namespace ga {

// One for the agent's whole life, whoever is on the other side: a half-read message survives a
// change of clients, as it does in qemu-ga. A host that doesn't read, or asks faster than it is
// served, is no longer read from until it is caught up with: the memory that it can claim is
// bounded.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(Channel &channel, Dispatcher &dispatcher, QObject *parent = nullptr);

private:
    void receive(const QByteArray &bytes);
    void regulate();
    void finishWhenAnswered();

    Channel &m_channel;
    Dispatcher &m_dispatcher;
    Framer m_framer;
    bool m_inputEnded = false; // The host sends no more, but waits for answers.
};

} // namespace ga
