// SPDX-License-Identifier: Apache-2.0
// DescriptorStream: what is more than one turn of the event loop may take goes on in the next ones.
#include "channel_fixtures.h"

#include "platform/linux/channel/descriptor_stream.h"

#include <QSignalSpy>
#include <QTest>

using namespace ga;

namespace {

constexpr qsizetype much = 4 * 1024 * 1024;

// Both ends of a connection that holds `much` without anyone reading.
struct Pair
{
    Pair()
    {
        int ends[2] = {-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends);
        const int room = 4 * int(much);
        for (const int end : ends)
            roomy = ::setsockopt(end, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room) == 0;
        stream = *DescriptorStream::create(Descriptor(ends[0]));
        host = Descriptor(ends[1]);
    }

    bool roomy = false;
    std::unique_ptr<DescriptorStream> stream;
    Descriptor host;
};

} // namespace

class DescriptorStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargeReplyGoesOutInTurns()
    {
        Pair pair;
        if (!pair.roomy)
            QSKIP("a socket buffer this large takes root");
        QSignalSpy sent(pair.stream.get(), &DescriptorStream::sent);
        pair.stream->send(pattern(much));
        QVERIFY(pair.stream->pendingBytes() > 0); // Other work has its turn in between.
        QTRY_COMPARE(pair.stream->pendingBytes(), 0);
        QVERIFY(sent.size() > 1);
        QVERIFY(readNow(pair.host) == pattern(much));
    }

    void muchThatWaitsIsReadInTurns()
    {
        Pair pair;
        if (!pair.roomy)
            QSKIP("a socket buffer this large takes root");
        QVERIFY(writeAll(pair.host, pattern(much)));
        QByteArray all;
        qsizetype afterOneTurn = 0;
        connect(pair.stream.get(), &DescriptorStream::received, this, [&](const QByteArray &bytes) {
            if (all.isEmpty())
                QMetaObject::invokeMethod(
                    this, [&] { afterOneTurn = all.size(); }, Qt::QueuedConnection);
            all += bytes;
        });
        QTRY_COMPARE(all.size(), much);
        QVERIFY(all == pattern(much));
        QVERIFY(afterOneTurn < much); // Other work had its turn in between.
    }
};

QTEST_GUILESS_MAIN(DescriptorStreamTest)
#include "descriptor_stream_test.moc"
