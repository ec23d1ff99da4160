// SPDX-License-Identifier: Apache-2.0
// Carries TCP connections of the host that Wine runs on to a named pipe inside of Wine, for tests.
// usage: pipe_bridge PIPE    Prints the port that it listens on, on 127.0.0.1.
#include <QCoreApplication>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <cstdio>

namespace {

constexpr qint64 mostUnderWay = 256 * 1024; // Bytes that wait for a slow reader, each way.
constexpr int patience = 30000;             // Milliseconds.

void carry(QIODevice &from, QIODevice &to)
{
    const qint64 room = mostUnderWay - to.bytesToWrite();
    if (room > 0)
        to.write(from.read(room));
}

// The agent serves one client at a time; QLocalSocket waits for its turn only for a moment.
bool connectTo(QLocalSocket &pipe, const QString &name)
{
    QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        pipe.connectToServer(name);
        if (pipe.waitForConnected(1000))
            return true;
        QThread::msleep(20);
    }
    return false;
}

void serve(qintptr descriptor, const QString &name)
{
    QTcpSocket client;
    client.setReadBufferSize(mostUnderWay);
    client.setSocketDescriptor(descriptor);
    QLocalSocket pipe;
    pipe.setReadBufferSize(mostUnderWay);
    if (!connectTo(pipe, name))
        return;
    QEventLoop loop;
    const auto toPipe = [&] { carry(client, pipe); };
    const auto toClient = [&] { carry(pipe, client); };
    QObject::connect(&client, &QIODevice::readyRead, &loop, toPipe);
    QObject::connect(&pipe, &QIODevice::bytesWritten, &loop, toPipe);
    QObject::connect(&pipe, &QIODevice::readyRead, &loop, toClient);
    QObject::connect(&client, &QIODevice::bytesWritten, &loop, toClient);
    QObject::connect(&client, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
    QObject::connect(&pipe, &QLocalSocket::disconnected, &loop, &QEventLoop::quit);
    toPipe();
    toClient();
    if (client.state() == QTcpSocket::ConnectedState && pipe.state() == QLocalSocket::ConnectedState)
        loop.exec();
    while (pipe.bytesAvailable() > 0 && client.state() == QTcpSocket::ConnectedState) {
        toClient();
        if (!client.waitForBytesWritten(patience))
            break;
    }
    client.disconnectFromHost();
}

class Bridge : public QTcpServer
{
    // Adds no signal and no slot, hence needs no Q_OBJECT.
public:
    explicit Bridge(const QString &name)
        : m_name(name)
    {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QThread *thread = QThread::create([descriptor, name = m_name] { serve(descriptor, name); });
        connect(thread, &QThread::finished, thread, &QObject::deleteLater);
        thread->start();
    }

private:
    QString m_name;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Bridge bridge(application.arguments().value(1));
    if (!bridge.listen(QHostAddress::LocalHost))
        return 1;
    std::printf("%d\n", int(bridge.serverPort()));
    std::fflush(stdout);
    return application.exec();
}
