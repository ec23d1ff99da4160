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
    explicit SocketInstance(const QString &base)
        : m_lock(base + QStringLiteral(".lock"))
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            while (QLocalSocket *caller = m_server.nextPendingConnection())
                delete caller; // That somebody called is all there is to say.
            Q_EMIT showRequested();
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
    QFile m_lock;
    QLocalServer m_server;
};

void callFirst(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path, QIODevice::ReadOnly);
    if (socket.waitForConnected(patience) && socket.state() == QLocalSocket::ConnectedState)
        socket.waitForDisconnected(patience);
}

} // namespace

std::unique_ptr<SingleInstance> SingleInstance::claim()
{
    // Empty where the directory belongs to somebody else or others may enter it.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString base = folder + u'/' + sessionName();
    const QString path = base + QStringLiteral(".sock");
    auto instance = std::make_unique<SocketInstance>(base);
    if (folder.isEmpty())
        return instance;
    if (!instance->lock()) {
        callFirst(path);
        return nullptr;
    }
    instance->listen(path);
    return instance;
}

} // namespace ga
