// SPDX-License-Identifier: Apache-2.0
// Real readers of a real socket: what they get, what they can't do, and what becomes of slow ones.
#include "platform/linux/owner/local_broadcast.h"

#include "platform/linux/owner/status_socket.h"
#include "tests/patience.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <future>
#include <vector>

using namespace ga;

namespace {

// What is there to read; the end of the stream is "EOF" behind it.
QByteArray readAll(const Descriptor &socket)
{
    QByteArray all;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::recv(socket.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count < 0)
            return all;
        if (count == 0)
            return all + "EOF";
        all.append(buffer.data(), count);
    }
}

} // namespace

class LocalBroadcastTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    int m_greetings = 0;
    std::unique_ptr<Broadcast> m_broadcast;

    QByteArray path() const { return m_directory->filePath(QStringLiteral("status")).toUtf8(); }
    void open()
    {
        auto broadcast = createBroadcast(QString::fromUtf8(path()), [this] {
            ++m_greetings;
            return QByteArray("hello\n");
        });
        QVERIFY2(broadcast, broadcast ? "" : qPrintable(broadcast.error().description));
        m_broadcast = *std::move(broadcast);
    }

    // Connects, and waits until the broadcast has taken it or dropped it.
    Descriptor connected()
    {
        Descriptor socket = connectToStatus(path());
        const bool answered = socket.isValid() && eventually([&] {
                                  pollfd entry{socket.number(), POLLIN, 0};
                                  return ::poll(&entry, 1, 0) == 1;
                              });
        return answered ? std::move(socket) : Descriptor();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_greetings = 0;
        open();
    }
    void cleanup() { m_broadcast.reset(); }

    void everyReaderGetsTheGreetingAndWhatComes()
    {
        const Descriptor one = connected();
        const Descriptor other = connected();
        m_broadcast->send("news\n");
        QCOMPARE(readAll(one), QByteArray("hello\nnews\n"));
        QCOMPARE(readAll(other), QByteArray("hello\nnews\n"));
        QCOMPARE(m_broadcast->readers(), 2);
    }

    void everyUserMayConnect()
    {
        struct stat status = {};
        QCOMPARE(::stat(path().constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0666);
    }

    void aReaderCanWriteNothing()
    {
        const Descriptor reader = connected();
        QCOMPARE(::send(reader.number(), "x", 1, MSG_NOSIGNAL), -1);
        QCOMPARE(errno, EPIPE);
        m_broadcast->send("news\n");
        QCOMPARE(readAll(reader), QByteArray("hello\nnews\n"));
    }

    void whatIsWrittenBeforeIsNeverRead()
    {
        Descriptor early = connectToStatus(path());
        const QByteArray command("{\"execute\": \"guest-shutdown\"}\n");
        QCOMPARE(::send(early.number(), command.constData(), size_t(command.size()), 0),
                 command.size());
        QTRY_COMPARE_WITH_TIMEOUT(m_broadcast->readers(), 1, 30000);
        m_broadcast->send("news\n");
        QCOMPARE(readAll(early), QByteArray("hello\nnews\n"));
    }

    void aReaderThatIsGoneLeavesItsPlace()
    {
        {
            const Descriptor reader = connected();
            QCOMPARE(m_broadcast->readers(), 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_broadcast->readers(), 0, 30000);
    }

    void whoDoesNotReadIsDroppedAndNobodyElse()
    {
        const Descriptor slow = connected();
        const Descriptor quick = connected();
        const QByteArray line(1000, 'x');
        qsizetype quickGot = 0;
        int sent = 0;
        for (; sent < 5000 && m_broadcast->readers() == 2; ++sent) {
            m_broadcast->send(line);
            quickGot += readAll(quick).size();
        }
        QCOMPARE(m_broadcast->readers(), 1);
        QCOMPARE(quickGot, sent * line.size() + 6); // The greeting too.
        QVERIFY(readAll(slow).endsWith("EOF"));
        m_broadcast->send("still there");
        QCOMPARE(readAll(quick), QByteArray("still there"));
    }

    void thereAreOnlySoMany()
    {
        std::vector<Descriptor> readers;
        for (int i = 0; i < ReaderLimits::ofAll; ++i)
            readers.push_back(connected());
        const bool isRoot = ::geteuid() == 0;
        QCOMPARE(m_broadcast->readers(), isRoot ? ReaderLimits::ofAll : ReaderLimits::ofUser);
        const Descriptor another = connected();
        QCOMPARE(readAll(another), QByteArray("EOF"));
        QCOMPARE(m_greetings, int(m_broadcast->readers()));
    }

    // Who connects without end is taken now and then; the event loop stays free meanwhile.
    void aFloodIsTakenSlowly()
    {
        QElapsedTimer timer;
        timer.start();
        int connections = 0;
        while (timer.elapsed() < 1000) {
            connections += connectToStatus(path()).isValid();
            QCoreApplication::processEvents();
        }
        QVERIFY(connections > 0);
        QVERIFY2(m_greetings <= int(timer.elapsed()) / 20 + 2,
                 qPrintable(QString::number(m_greetings)));
    }

    // Whoever has no rights can keep the queue full: it is no way to keep the owner from the agent.
    void theOwnerWaitsForAPlaceInTheQueue()
    {
        ::signal(SIGHUP, SIG_IGN);
        std::vector<Descriptor> others;
        for (Descriptor each = connectToStatus(path()); each.isValid();
             each = connectToStatus(path()))
            others.push_back(std::move(each));
        QCOMPARE(errno, EAGAIN);
        auto told = std::async(std::launch::async, [address = QString::fromUtf8(path())] {
            return tellAgent(OwnerWord::Reload, address);
        });
        QVERIFY(told.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
        QTRY_VERIFY_WITH_TIMEOUT(
            told.wait_for(std::chrono::seconds(0)) == std::future_status::ready, 30000);
        const auto outcome = told.get();
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().description));
    }

    void aDeadSocketIsReplacedAndALiveOneIsNot()
    {
        const auto second = createBroadcast(QString::fromUtf8(path()), [] { return QByteArray(); });
        QVERIFY(!second);
        QVERIFY(second.error().description.contains(QStringLiteral("Address already in use")));
        const QByteArray dead = path() + "-dead";
        {
            const Descriptor left = listenForReaders(dead);
        }
        QVERIFY(QFileInfo::exists(QString::fromUtf8(dead)));
        QVERIFY(createBroadcast(QString::fromUtf8(dead), [] { return QByteArray(); }));
        QVERIFY(!QFileInfo::exists(QString::fromUtf8(dead)));
    }
};

QTEST_GUILESS_MAIN(LocalBroadcastTest)
#include "local_broadcast_test.moc"
