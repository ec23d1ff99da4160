// SPDX-License-Identifier: Apache-2.0
// FakeAgent: a script on a local socket that says what a test has it say. It is no guest agent and
// carries nothing out.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <functional>

namespace ga {

class FakeAgent : public QObject
{
public:
    // What to say to one request, given whole; an empty answer is silence.
    using Answer = std::function<QByteArray(const QJsonObject &request)>;

    FakeAgent()
    {
        m_server.listen(socket());
        connect(&m_server, &QLocalServer::newConnection, this, [this] { accept(); });
    }

    QString socket() const { return m_directory.filePath(QStringLiteral("fake.sock")); }

    QByteArray greeting;         // Said to each client at once.
    bool answersSync = true;     // As the protocol has it.
    Answer answer;               // To everything but the sync.
    QByteArray closesAt;         // The command at which the connection is closed.
    QList<QJsonObject> requests; // All but the sync.
    QByteArray received;         // Every byte.

private:
    void accept()
    {
        QLocalSocket *client = m_server.nextPendingConnection();
        client->write(greeting);
        connect(client, &QLocalSocket::readyRead, this, [this, client] { read(client); });
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    }

    void read(QLocalSocket *client)
    {
        received += client->peek(client->bytesAvailable());
        while (client->canReadLine()) {
            QByteArray line = client->readLine();
            line.replace('\xff', "");
            serve(client, QJsonDocument::fromJson(line).object());
        }
    }

    void serve(QLocalSocket *client, const QJsonObject &request)
    {
        const QByteArray command = request.value(QStringLiteral("execute")).toString().toLatin1();
        if (command == "guest-sync-delimited") {
            const QJsonValue id = request.value(QStringLiteral("arguments"))[QStringLiteral("id")];
            if (answersSync)
                client->write("\xff{\"return\": " + QByteArray::number(id.toInteger()) + "}\n");
            return;
        }
        requests.append(request);
        if (answer)
            client->write(answer(request));
        if (command == closesAt)
            client->disconnectFromServer();
    }

    QTemporaryDir m_directory;
    QLocalServer m_server;
};

} // namespace ga
