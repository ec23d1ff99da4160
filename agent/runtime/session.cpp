// SPDX-License-Identifier: Apache-2.0
// Cuts, hands over, sends back, and holds up a host that outruns it.
#include "runtime/session.h"

namespace ga {

namespace {

constexpr qint64 unsentLimit =
    1 << 20; // Bytes of answers not read yet, above which nothing new is begun.

} // namespace

Session::Session(Channel &channel, Dispatcher &dispatcher, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_dispatcher(dispatcher)
{
    connect(&channel, &Channel::received, this, &Session::receive);
    connect(&channel, &Channel::sent, this, &Session::regulate);
    connect(&channel, &Channel::inputEnded, this, [this] {
        m_inputEnded = true;
        finishWhenAnswered();
    });
    connect(&channel, &Channel::hostDisconnected, this, [this] {
        m_inputEnded = false;
        m_dispatcher.dropReplies();
        regulate();
    });
    connect(&dispatcher, &Dispatcher::reply, this, [this](const QByteArray &line) {
        m_channel.send(line);
        regulate();
    });
    connect(&dispatcher, &Dispatcher::progressed, this, [this] {
        regulate();
        finishWhenAnswered();
    });
}

// At once, whatever the backlog's limit: 64 KiB are no more than 65536 errors, and a rest that
// waited here would be a second backlog, in which a sync is not seen.
void Session::receive(const QByteArray &bytes)
{
    for (Result<Frame> &frame : m_framer.feed(bytes))
        m_dispatcher.submit(readRequest(std::move(frame)));
    regulate();
}

void Session::finishWhenAnswered()
{
    if (m_inputEnded && m_dispatcher.isIdle())
        m_channel.finish();
}

void Session::regulate()
{
    m_dispatcher.setPaused(m_channel.pendingBytes() > unsentLimit);
    m_channel.setReading(m_dispatcher.takesMore());
}

} // namespace ga
