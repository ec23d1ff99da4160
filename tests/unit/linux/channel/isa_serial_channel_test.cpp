// SPDX-License-Identifier: Apache-2.0
// IsaSerialChannel on a terminal: raw bytes, its speed, pressure, and recovery after a hang-up.
#include "channel_fixtures.h"

#include "channel/channel_supervisor.h"
#include "platform/api/channels.h"
#include "platform/linux/channel/terminal.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace ga;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<Channel> serialChannel(const QString &path)
{
    return *createChannel({ChannelMethod::IsaSerial, path, {}});
}

struct OnTerminal
{
    OnTerminal()
    {
        if (!channel->open())
            qFatal("the channel does not open");
    }

    Pty pty;
    std::unique_ptr<Channel> channel = serialChannel(pty.path);
    Record record{*channel};
};

void setSpeed(const Descriptor &terminal, speed_t speed)
{
    termios settings{};
    ::tcgetattr(terminal.number(), &settings);
    ::cfsetspeed(&settings, speed);
    ::tcsetattr(terminal.number(), TCSANOW, &settings);
}

} // namespace

class IsaSerialChannelTest : public QObject
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
        it.channel->send(all);
        QByteArray back; // Without an echo of what came in.
        QTRY_COMPARE(gather(back, it.pty.master), all);
        QTRY_COMPARE(it.channel->pendingBytes(), 0);
    }

    void muchPassesBothWaysAtOnce()
    {
        OnTerminal it;
        echo(*it.channel, 64 * 1024);
        const QByteArray all = pattern(4 * 1024 * 1024);
        qsizetype written = 0;
        QByteArray back;
        while (back.size() < all.size()) {
            const ssize_t count = ::write(it.pty.master.number(), all.constData() + written,
                                          size_t(qMin<qsizetype>(all.size() - written, 3000)));
            written += qMax<ssize_t>(count, 0);
            gather(back, it.pty.master);
            QCoreApplication::processEvents();
        }
        QVERIFY(back == all);
    }

    // qemu-ga sets the bits of 38400 beside those that are there.
    void theLineIsAtLeastAsFastAsQemuGas_data()
    {
        QTest::addColumn<uint>("before");
        QTest::addColumn<int>("after");
        QTest::newRow("slower") << uint(B9600) << 38400;
        QTest::newRow("a console's") << uint(B115200) << 115200;
    }

    void theLineIsAtLeastAsFastAsQemuGas()
    {
        QFETCH(uint, before);
        QFETCH(int, after);
        const Pty pty;
        setSpeed(pty.master, before);
        const auto channel = serialChannel(pty.path);
        QVERIFY(channel->open());
        QCOMPARE(lineSpeed(pty.master.number()), after);
    }

    void aHostThatDoesNotReadCostsNoWakeUps()
    {
        OnTerminal it;
        const QByteArray reply = pattern(1000000);
        it.channel->send(reply);
        QVERIFY(it.channel->pendingBytes() > 0);
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QByteArray back;
        while (back.size() < reply.size()) {
            gather(back, it.pty.master);
            QCoreApplication::processEvents();
        }
        QVERIFY(back == reply);
        QTRY_COMPARE(it.channel->pendingBytes(), 0);
    }

    void pausingHoldsTheHostUpAtNoCost()
    {
        OnTerminal it;
        it.channel->setReading(false);
        qint64 written = 0;
        for (qint64 more = 1; more > 0; written += more) {
            QVERIFY(written < 1024 * 1024);
            QVERIFY(wakeUpsDuring(10ms) < 20);
            more = writeUntilFull(it.pty.master);
        }
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QVERIFY(it.record.received.isEmpty());
        it.channel->setReading(true);
        QTRY_COMPARE(it.record.received.size(), written);
        QVERIFY(writeAll(it.pty.master, "on"));
        QTRY_VERIFY(it.record.received.endsWith("on"));
    }

    void aHangUpIsALossAtNoFurtherCost()
    {
        OnTerminal it;
        QVERIFY(writeAll(it.pty.master, "last"));
        QTRY_COMPARE(it.record.received, "last");
        it.pty.master.reset();
        QTRY_COMPARE(it.record.count("lost"), 1);
        QCOMPARE(it.record.events,
                 (QByteArrayList{"connected", "bytes last", "disconnected", "lost"}));
        QCOMPARE(it.record.lossReason, it.pty.path + QStringLiteral(": hung up"));
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QCOMPARE(it.record.count("lost"), 1);
        it.channel->send("nobody");
        QCOMPARE(it.channel->pendingBytes(), 0);
    }

    void theLineRecoversAfterAHangUpWithoutRetryPath()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("ttyS0"));
        auto first = std::make_unique<Pty>();
        QVERIFY(QFile::link(first->path, path));
        ChannelSupervisor supervisor(serialChannel(path),
                                     recoveryFor(ChannelMethod::IsaSerial, false), {1ms, 10ms});
        const Record record(supervisor);
        QSignalSpy opened(&supervisor, &ChannelSupervisor::opened);
        QVERIFY(supervisor.open());
        QTRY_COMPARE(opened.size(), 1);
        const Pty second;
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::link(second.path, path));
        first.reset();
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(writeAll(second.master, "again"));
        QTRY_COMPARE(record.received, "again");
        supervisor.send("reply");
        QByteArray back;
        QTRY_COMPARE(gather(back, second.master), "reply");
    }

    void errorsNameThePathAndTheCause()
    {
        const auto error = [](const QString &path) {
            const auto opened = serialChannel(path)->open();
            return opened ? QString() : opened.error().description;
        };
        QCOMPARE(error(QStringLiteral("/nonexistent/tty")),
                 QStringLiteral("error opening channel '/nonexistent/tty': "
                                "No such file or directory"));
        QCOMPARE(error(QStringLiteral("/dev/null")),
                 QStringLiteral("error opening channel '/dev/null': "
                                "Inappropriate ioctl for device"));
    }

    void aLineThatAnotherProgramHoldsIsAClearError()
    {
        OnTerminal it;
        const auto opened = serialChannel(it.pty.path)->open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().description,
                 QStringLiteral("error opening channel '%1': "
                                "Permission error while locking the device")
                     .arg(it.pty.path));
    }
};

QTEST_GUILESS_MAIN(IsaSerialChannelTest)
#include "isa_serial_channel_test.moc"
