// SPDX-License-Identifier: Apache-2.0
// What a stream does after a write that fails, as those to a virtio port do while its host is away
// or its queue is full. A pipe that was opened for reading only refuses every write.
#include "platform/windows/channel/overlapped_stream.h"
#include "platform/windows/system/wide_string.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

using namespace ga;

namespace {

constexpr int patience = 30000; // Milliseconds.

Handle openPipe(const QString &name, DWORD access)
{
    return Handle(::CreateFileW(wide(name), access, 0, nullptr, OPEN_EXISTING,
                                FILE_FLAG_OVERLAPPED, nullptr));
}

} // namespace

class OverlappedStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const QString name = QStringLiteral("\\\\.\\pipe\\qtga-stream-%1")
                                 .arg(QCoreApplication::applicationPid());
        m_server = std::make_unique<QLocalServer>();
        QVERIFY(m_server->listen(name));
        m_pipe = openPipe(name, GENERIC_READ);
        QVERIFY(m_pipe.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(m_server->hasPendingConnections(), patience);
        m_stream = std::make_unique<OverlappedStream>(m_pipe.get());
    }
    void cleanup()
    {
        m_stream->close();
        m_stream.reset();
        m_pipe.reset();
        m_server.reset();
    }

    void failedWriteIsToldOnceAndItsBytesStay()
    {
        QSignalSpy ended(m_stream.get(), &OverlappedStream::writeEnded);
        m_stream->send("one");
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
        QCOMPARE(ended.first().first().toUInt(), quint32(ERROR_ACCESS_DENIED));
        m_stream->send("two"); // Waits for write().
        QCoreApplication::processEvents();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(m_stream->pendingBytes(), 6);
        m_stream->write();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, patience);
        QCOMPARE(m_stream->pendingBytes(), 6);
    }

    void whatIsSentAfterTheDropIsWritten()
    {
        QSignalSpy ended(m_stream.get(), &OverlappedStream::writeEnded);
        m_stream->send("one");
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
        m_stream->dropPending();
        QCOMPARE(m_stream->pendingBytes(), 0);
        m_stream->send("two");
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, patience);
    }

    void readingGoesOn()
    {
        QSignalSpy ended(m_stream.get(), &OverlappedStream::writeEnded);
        QSignalSpy received(m_stream.get(), &OverlappedStream::received);
        m_stream->read();
        m_stream->send("one");
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
        m_server->nextPendingConnection()->write("to agent");
        QTRY_COMPARE_WITH_TIMEOUT(received.count(), 1, patience);
        QCOMPARE(received.first().first().toByteArray(), QByteArray("to agent"));
    }

private:
    std::unique_ptr<QLocalServer> m_server;
    Handle m_pipe;
    std::unique_ptr<OverlappedStream> m_stream;
};

QTEST_GUILESS_MAIN(OverlappedStreamTest)
#include "overlapped_stream_test.moc"
