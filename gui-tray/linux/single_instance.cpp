// SPDX-License-Identifier: Apache-2.0
// A lock and a socket in the user's own runtime directory, which no other user can enter; one pair
// for each display, as a user may have several sessions.
#include "system/single_instance.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

#include <sys/file.h>

namespace ga {

namespace {

constexpr int patience = 5000; // ms, for the first tray to take the call.
constexpr int longestWish = 32;

QString sessionName()
{
    QString display = qEnvironmentVariable("WAYLAND_DISPLAY");
    if (display.isEmpty())
        display = qEnvironmentVariable("DISPLAY");
    for (QChar &character : display) {
        if (!character.isLetterOrNumber())
            character = u'-';
    }
    return QStringLiteral("qtga-tray") + display;
}

class SocketInstance final : public SingleInstance
{
public:
    SocketInstance(const QString &base, const QStringList &wishes)
        : m_lock(base + QStringLiteral(".lock"))
        , m_wishes(wishes)
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            while (QLocalSocket *caller = m_server.nextPendingConnection())
                listenTo(caller);
        });
    }

    // The kernel drops the lock when this process ends, in whatever way.
    bool lock()
    {
        return !m_lock.open(QIODevice::WriteOnly) || flock(m_lock.handle(), LOCK_EX | LOCK_NB) == 0;
    }

    void listen(const QString &path)
    {
        QLocalServer::removeServer(path);
        m_server.setSocketOptions(QLocalServer::UserAccessOption);
        m_server.listen(path);
    }

private:
    // Its wish is a line; whoever hangs up without one has called all the same.
    void listenTo(QLocalSocket *caller)
    {
        caller->setReadBufferSize(longestWish);
        const auto read = [this, caller] {
            if (caller->canReadLine() || caller->bytesAvailable() >= longestWish)
                answer(caller);
        };
        connect(caller, &QLocalSocket::readyRead, this, read);
        connect(caller, &QLocalSocket::disconnected, this, [this, caller] { answer(caller); });
        read(); // It may have said it, or hung up, before this.
        if (caller->state() == QLocalSocket::UnconnectedState)
            answer(caller);
    }

    void answer(QLocalSocket *caller)
    {
        if (!disconnect(caller, nullptr, this, nullptr))
            return; // It has its answer.
        const QString wish = QString::fromUtf8(caller->readAll().trimmed());
        caller->deleteLater(); // Which is the answer.
        Q_EMIT showRequested(m_wishes.contains(wish) ? wish : QString());
    }

    QFile m_lock;
    QStringList m_wishes;
    QLocalServer m_server;
};

void callFirst(const QString &path, const QString &wish)
{
    QLocalSocket socket;
    socket.connectToServer(path, QIODevice::ReadWrite);
    if (!socket.waitForConnected(patience))
        return;
    socket.write(wish.toUtf8() + '\n');
    socket.waitForBytesWritten(patience);
    if (socket.state() == QLocalSocket::ConnectedState)
        socket.waitForDisconnected(patience);
}

} // namespace

std::unique_ptr<SingleInstance> SingleInstance::claim(const QStringList &wishes,
                                                      const QString &wish)
{
    // Empty where the directory belongs to somebody else or others may enter it.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString base = folder + u'/' + sessionName();
    const QString path = base + QStringLiteral(".sock");
    auto instance = std::make_unique<SocketInstance>(base, wishes);
    if (folder.isEmpty())
        return instance;
    if (!instance->lock()) {
        callFirst(path, wish);
        return nullptr;
    }
    instance->listen(path);
    return instance;
}

} // namespace ga
