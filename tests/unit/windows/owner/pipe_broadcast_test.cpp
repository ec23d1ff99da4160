// SPDX-License-Identifier: Apache-2.0
// Real pipes: who gets what, who may do what, and how many there may be.
#include "platform/windows/owner/pipe_broadcast.h"

#include "platform/windows/owner/pipe_reader.h"
#include "platform/windows/system/wide_string.h"
#include "tests/patience.h"

#include <QElapsedTimer>
#include <QTest>

#include <windows.h>

using namespace ga;

class PipeBroadcastTest : public QObject
{
    Q_OBJECT

private:
    const QString m_name =
        QStringLiteral("\\\\.\\pipe\\qtga-broadcast-test-%1").arg(::GetCurrentProcessId());
    std::unique_ptr<Broadcast> m_broadcast;
    int m_greetings = 0;

    // One that is taken, or let go at once.
    Handle connected()
    {
        const int greeted = m_greetings;
        Handle reader;
        const bool opened = eventually([&] {
            reader = Handle(
                ::CreateFileW(wide(m_name), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr));
            return reader.isValid();
        });
        if (opened)
            static_cast<void>(
                eventually([&] { return m_greetings > greeted || available(reader) < 0; }));
        return reader;
    }

    // Bytes that are there; -1 where the broadcast has let go.
    static qint64 available(const Handle &reader)
    {
        DWORD count = 0;
        return ::PeekNamedPipe(reader.get(), nullptr, 0, nullptr, &count, nullptr) ? qint64(count)
                                                                                   : -1;
    }

    static QByteArray readAll(const Handle &reader)
    {
        QByteArray all;
        for (qint64 count = available(reader); count > 0; count = available(reader)) {
            QByteArray bytes(count, '\0');
            DWORD got = 0;
            if (!::ReadFile(reader.get(), bytes.data(), DWORD(count), &got, nullptr))
                break;
            all += bytes.first(got);
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_greetings = 0;
        auto made = PipeBroadcast::create(m_name, [this] {
            ++m_greetings;
            return QByteArray("hello\n");
        });
        QVERIFY(made);
        m_broadcast = *std::move(made);
    }
    void cleanup() { m_broadcast.reset(); }

    void everyReaderGetsTheSame()
    {
        const Handle one = connected();
        const Handle two = connected();
        QCOMPARE(m_broadcast->readers(), 2);
        m_broadcast->send("news\n");
        for (const Handle *reader : {&one, &two}) {
            QVERIFY(eventually([&] { return available(*reader) >= 11; }));
            QCOMPARE(readAll(*reader), QByteArray("hello\nnews\n"));
        }
    }

    void nobodyCanWrite()
    {
        const Handle writer(::CreateFileW(wide(m_name), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                          OPEN_EXISTING, 0, nullptr));
        QVERIFY(!writer.isValid());
    }

    void noSecondCanHaveTheName()
    {
        const Handle other(::CreateNamedPipeW(wide(m_name),
                                              PIPE_ACCESS_OUTBOUND | FILE_FLAG_FIRST_PIPE_INSTANCE,
                                              PIPE_TYPE_BYTE, 34, 100, 100, 0, nullptr));
        if (other.isValid())
            QSKIP("this Windows, Wine, doesn't know of first instances");
        QVERIFY(!PipeBroadcast::create(m_name, [] { return QByteArray(); }));
    }

    void whoHasGoneIsNoticed()
    {
        Handle one = connected();
        const Handle two = connected();
        QCOMPARE(m_broadcast->readers(), 2);
        one.reset();
        const Handle three = connected(); // Whose coming has the others looked at.
        QCOMPARE(m_broadcast->readers(), 2);
        m_broadcast->send("news\n");
        QVERIFY(eventually([&] { return available(two) >= 11; }));
    }

    void whoDoesNotReadIsDroppedAndNobodyElse()
    {
        const Handle slow = connected();
        const Handle quick = connected();
        const QByteArray line(64 * 1024, 'x');
        qsizetype sent = QByteArray("hello\n").size();
        qsizetype got = 0;
        for (int i = 0; i < 100 && m_broadcast->readers() == 2; ++i) {
            m_broadcast->send(line);
            sent += line.size();
            // The quick one reads all before there is more: what waits for it never grows.
            QVERIFY(eventually([&] { return (got += readAll(quick).size()) == sent; }));
        }
        QCOMPARE(m_broadcast->readers(), 1);
        m_broadcast->send("still there");
        QByteArray rest;
        QVERIFY(eventually([&] { return (rest += readAll(quick)).endsWith("still there"); }));
    }

    // Of one user there are few, of administrators as many as there may be of all.
    void thereAreOnlySoMany()
    {
        std::vector<Handle> readers;
        readers.push_back(connected());
        const Handle server(::CreateNamedPipeW(L"\\\\.\\pipe\\qtga-identity-test",
                                               PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED,
                                               PIPE_TYPE_BYTE, 1, 100, 100, 0, nullptr));
        const Handle client(::CreateFileW(L"\\\\.\\pipe\\qtga-identity-test", GENERIC_READ, 0,
                                          nullptr, OPEN_EXISTING, 0, nullptr));
        const ReaderIdentity self = readerOf(server.get());
        QVERIFY(!self.user.isEmpty());
        const int most = self.isAdministrator ? ReaderLimits::ofAll : ReaderLimits::ofUser;
        for (int i = 1; i < most; ++i)
            readers.push_back(connected());
        QCOMPARE(m_broadcast->readers(), most);
        const Handle another = connected();
        QVERIFY(another.isValid());
        QCOMPARE(available(another), -1);
        QCOMPARE(m_broadcast->readers(), most);
        readers.pop_back();
        const Handle next = connected();
        QCOMPARE(m_broadcast->readers(), most);
        QVERIFY(eventually([&] { return available(next) == 6; }));
    }

    // Who connects without end is taken now and then; the event loop stays free meanwhile.
    void aFloodIsTakenSlowly()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 1000) {
            const Handle reader(
                ::CreateFileW(wide(m_name), GENERIC_READ, 0, nullptr, OPEN_EXISTING, 0, nullptr));
            QCoreApplication::processEvents();
        }
        QVERIFY2(m_greetings <= 1 + timer.elapsed() / 15, QByteArray::number(m_greetings));
    }
};

QTEST_GUILESS_MAIN(PipeBroadcastTest)
#include "pipe_broadcast_test.moc"
