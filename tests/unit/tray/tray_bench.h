// SPDX-License-Identifier: Apache-2.0
// A status stream by hand: from the sample files, or as messages.
#pragma once

#include "model/status_source.h"
#include "status/status_protocol.h"

#include <QFile>
#include <QTest>

namespace ga {

class HandSource : public StatusSource
{
    Q_OBJECT

public:
    qint64 time = 1772524900000;
    int rejected = 0;

    void start() override { Q_EMIT opened(); }
    void reject() override { ++rejected; }
    qint64 now() const override { return time; }

    void open() { Q_EMIT opened(); }
    void close() { Q_EMIT closed(); }
    void send(const QByteArray &bytes) { Q_EMIT received(bytes); }
    void send(const StatusMessage &message) { Q_EMIT received(encodeStatusLine(message)); }

    void sendState(AgentState state, std::optional<FreezeProgress> freeze = std::nullopt)
    {
        StatusSnapshot snapshot;
        snapshot.state = state;
        snapshot.paused = state == AgentState::Paused;
        snapshot.since = time;
        snapshot.channel = {QStringLiteral("virtio-serial"),
                            QStringLiteral("/dev/virtio-ports/x"),
                            true,
                            state == AgentState::NoHost ? HostPresence::Absent
                                                        : HostPresence::Present,
                            {}};
        snapshot.freeze = freeze;
        StatusMessage message;
        message.status = snapshot;
        send(message);
    }

    void sendActivity(qint64 number, const char *command, ActivityOutcome outcome,
                      Risk risk = Risk::Access)
    {
        Activity activity;
        activity.number = number;
        activity.time = time;
        activity.command = QString::fromLatin1(command);
        activity.channel = QStringLiteral("virtio-serial");
        activity.risk = risk;
        activity.outcome = outcome;
        if (outcome == ActivityOutcome::Refused) {
            activity.reason = QStringLiteral(
                "the command is not allowed by profile=rhel in /etc/qemu/qemu-ga.conf");
            activity.rule = {QStringLiteral("profile"), QStringLiteral("rhel"),
                             QStringLiteral("/etc/qemu/qemu-ga.conf")};
        }
        activity.duration = 12;
        StatusMessage message;
        message.activity = activity;
        send(message);
    }

    void sendHello(qint64 started = 1772524800000, qint64 protocol = statusProtocolVersion)
    {
        StatusMessage message;
        message.hello = StatusHello{protocol, QStringLiteral("0.1.0"), 812, started};
        send(message);
    }

    // One of tests/data/status.
    void sendSample(const char *name)
    {
        QFile file(QStringLiteral(QTGA_SOURCES "/tests/data/status/%1.ndjson")
                       .arg(QString::fromLatin1(name)));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        send(file.readAll());
    }
};

} // namespace ga
