// SPDX-License-Identifier: Apache-2.0
// VirtioSerialChannel on a terminal and on a pipe: hosts that come and go, ports that appear and
// vanish.
#include "channel_fixtures.h"

#include "channel/channel_supervisor.h"
#include "platform/api/channels.h"
#include "platform/linux/channel/virtio_serial_channel.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <chrono>

using namespace ga;
using namespace std::chrono_literals;

namespace {

// A channel on the guest's end of a terminal.
struct OnTerminal
{
    OnTerminal()
    {
        if (!channel.open())
            qFatal("the channel does not open");
    }

    Pty pty;
    VirtioSerialChannel channel{pty.path};
    Record record{channel};
};

// A channel on the read end of a named pipe. As with a virtio port, a read gives 0 and poll() tells
// POLLHUP for ever once the writer has closed, until the next one comes.
struct OnPipe
{
    OnPipe()
    {
        ::mkfifo(path.constData(), 0600);
        if (!channel.attach(
                Descriptor(::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))))
            qFatal("the channel does not open");
    }

    Descriptor host() const { return Descriptor(::open(path.constData(), O_WRONLY | O_CLOEXEC)); }

    QTemporaryDir directory;
    QByteArray path = QFile::encodeName(directory.filePath(QStringLiteral("port")));
    VirtioSerialChannel channel{QString::fromLocal8Bit(path)};
    Record record{channel};
};

} // namespace

class VirtioSerialChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteValuePassesBothWays()
    {
        OnTerminal it;
        QTRY_COMPARE(it.record.events, QByteArrayList{"connected"});
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all.append(char(byte));
        QVERIFY(writeAll(it.pty.master, all));
        QTRY_COMPARE(it.record.received, all);
        it.channel.send(all);
        QByteArray back; // Without an echo of what came in.
        QTRY_COMPARE(gather(back, it.pty.master), all);
    }

    void muchPassesBothWaysAtOnce()
    {
        OnTerminal it;
        echo(it.channel, 64 * 1024);
        const QByteArray all = pattern(8 * 1024 * 1024);
        qsizetype written = 0;
        QByteArray back;
        while (back.size() < all.size()) {
            const ssize_t count = ::write(it.pty.master.number(), all.constData() + written,
                                          size_t(qMin<qsizetype>(all.size() - written, 3000)));
            written += qMax<ssize_t>(count, 0);
            gather(back, it.pty.master);
            QCoreApplication::processEvents();
        }
        QCOMPARE(back.size(), all.size());
        QVERIFY(back == all);
    }

    void aHostThatDoesNotReadCostsNoWakeUps()
    {
        OnTerminal it;
        QTRY_COMPARE(it.record.count("connected"), 1);
        const QByteArray reply = pattern(1000000);
        it.channel.send(reply);
        QVERIFY(it.channel.pendingBytes() > 0);
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QByteArray back;
        while (back.size() < reply.size()) {
            gather(back, it.pty.master);
            QCoreApplication::processEvents();
        }
        QVERIFY(back == reply);
        QCOMPARE(it.channel.pendingBytes(), 0);
    }

    void pausingHoldsTheHostUpAtNoCost()
    {
        OnTerminal it;
        QTRY_COMPARE(it.record.count("connected"), 1);
        it.channel.setReading(false);
        const qint64 written = writeUntilFull(it.pty.master);
        QVERIFY(written < 1024 * 1024);
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QVERIFY(it.record.received.isEmpty());
        it.channel.setReading(true);
        QTRY_COMPARE(it.record.received.size(), written);
    }

    void aTerminalWhoseHostClosedIsLostAtNoFurtherCost()
    {
        OnTerminal it;
        QTRY_COMPARE(it.record.count("connected"), 1);
        QVERIFY(writeAll(it.pty.master, "last"));
        it.pty.master.reset();
        QTRY_COMPARE(it.record.count("lost"), 1);
        QCOMPARE(it.record.events.mid(it.record.events.size() - 2),
                 (QByteArrayList{"disconnected", "lost"}));
        QCOMPARE(it.record.lossReason, it.pty.path + QStringLiteral(": hung up"));
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QCOMPARE(it.record.count("lost"), 1);
    }

    // A silent port: the host's side closed, which poll() reports for ever.
    void aPortWithoutAHostCostsNoWakeUps()
    {
        OnPipe it;
        Descriptor host = it.host();
        QVERIFY(writeAll(host, "x"));
        QTRY_COMPARE(it.record.received, "x");
        host.reset();
        QTRY_COMPARE(it.record.count("disconnected"), 1);
        QVERIFY(wakeUpsDuring(100ms) < 5);
    }

    void hostsOfAPortFollowEachOther()
    {
        OnPipe it;
        for (const char *bytes : {"one", "two", "three"}) {
            const int before = it.record.count("disconnected");
            Descriptor host = it.host();
            QVERIFY(writeAll(host, bytes));
            host.reset();
            QTRY_COMPARE(it.record.count("disconnected"), before + 1);
        }
        QCOMPARE(it.record.events,
                 (QByteArrayList{"connected", "bytes one", "disconnected", "connected", "bytes two",
                                 "disconnected", "connected", "bytes three", "disconnected"}));
    }

    // What a port tells of its host comes later than the host's bytes: one that seems to be gone
    // may be the next one, whose answers must not be dropped.
    void aHostThatFollowsAtOnceIsNotTakenForGone()
    {
        OnPipe it;
        Descriptor host = it.host();
        QVERIFY(writeAll(host, "one"));
        QTRY_COMPARE(it.record.received, "one");
        host.reset();
        QCoreApplication::processEvents();
        host = it.host();
        QVERIFY(writeAll(host, "two"));
        QTRY_COMPARE(it.record.received, "onetwo");
        QCOMPARE(it.record.events, (QByteArrayList{"connected", "bytes onetwo"}));
    }

    void withoutAHostRepliesAreDropped()
    {
        OnPipe it;
        it.channel.send("nobody is there");
        QCOMPARE(it.channel.pendingBytes(), 0);
    }

    void errorsNameThePathAndTheCause()
    {
        const auto error = [](const char *path) {
            const auto opened = VirtioSerialChannel(QString::fromLatin1(path)).open();
            return opened ? QString() : opened.error().description;
        };
        QCOMPARE(error("/nonexistent/port"),
                 QStringLiteral("error opening channel '/nonexistent/port': "
                                "No such file or directory"));
        QCOMPARE(error("/dev/null"),
                 QStringLiteral("error opening channel '/dev/null': Operation not permitted"));
    }

    // As udev does it: first the directory, then the link to the node.
    void aHotPluggedPortIsServedAtOnce()
    {
        const Pty pty;
        const QTemporaryDir directory;
        const QString path =
            directory.filePath(QStringLiteral("virtio-ports/org.qemu.guest_agent.0"));
        ChannelSupervisor supervisor(*createChannel({ChannelMethod::VirtioSerial, path, {}}),
                                     Recovery::Always, {1h, 1h});
        const Record record(supervisor);
        QSignalSpy opened(&supervisor, &ChannelSupervisor::opened);
        QSignalSpy waiting(&supervisor, &ChannelSupervisor::waiting);
        QVERIFY(supervisor.open());
        QTRY_COMPARE(waiting.size(), 1);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QCoreApplication::processEvents();
        QVERIFY(QFile::link(pty.path, path));
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(writeAll(pty.master, "hello"));
        QTRY_COMPARE(record.received, "hello");
    }

    void aPortThatWasUnpluggedIsServedWhenItComesBack()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("port"));
        auto first = std::make_unique<Pty>();
        QVERIFY(QFile::link(first->path, path));
        ChannelSupervisor supervisor(*createChannel({ChannelMethod::VirtioSerial, path, {}}),
                                     Recovery::Always, {1h, 1h});
        const Record record(supervisor);
        QSignalSpy opened(&supervisor, &ChannelSupervisor::opened);
        QSignalSpy waiting(&supervisor, &ChannelSupervisor::waiting);
        QVERIFY(supervisor.open());
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(QFile::remove(path));
        first.reset();
        QTRY_COMPARE(waiting.size(), 1);
        const Pty second;
        QVERIFY(QFile::link(second.path, path));
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(writeAll(second.master, "again"));
        QTRY_COMPARE(record.received, "again");
    }
};

QTEST_GUILESS_MAIN(VirtioSerialChannelTest)
#include "virtio_serial_channel_test.moc"
