// SPDX-License-Identifier: Apache-2.0
// Writes a window of chunks ahead of the answers.
#include "client/remote_file.h"
#include "client/stream_hash.h"
#include "client/transfer.h"

#include <deque>
#include <optional>
#include <utility>

namespace ga {

namespace {

// A full chunk, less at the end: a pipe gives its bytes in pieces.
ClientResult<QByteArray> readChunk(QIODevice &source, qint64 size)
{
    QByteArray chunk(size, Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < size) {
        const qint64 count = source.read(chunk.data() + filled, size - filled);
        if (count < 0)
            return clientFail(
                ClientError::Kind::Failed,
                QStringLiteral("can't read the source: %1").arg(source.errorString()));
        if (count == 0)
            break;
        filled += count;
    }
    chunk.truncate(filled);
    return chunk;
}

tl::unexpected<ClientError> shortWrite(qint64 taken, qint64 size, qint64 position)
{
    return clientFail(ClientError::Kind::Failed,
                      QStringLiteral("the guest took only %1 of %2 bytes at position %3")
                          .arg(taken)
                          .arg(size)
                          .arg(position));
}

class Upload
{
public:
    Upload(RemoteFile &file, QIODevice &source, const TransferOptions &options)
        : m_file(file)
        , m_source(source)
        , m_options(options)
    {
        if (options.hash)
            m_hash.emplace();
    }

    ClientResult<Transferred> run();

private:
    ClientResult<std::monostate> sendNext();
    ClientResult<std::monostate> receiveNext();
    ClientResult<std::monostate> checkPosition();
    qint64 takeFirst();

    RemoteFile &m_file;
    QIODevice &m_source;
    const TransferOptions &m_options;
    std::optional<StreamHash> m_hash;
    std::deque<qint64> m_inFlight; // Sizes of the chunks that are not answered yet.
    qint64 m_sent = 0;             // And answered, or the answer lost.
    bool m_lostAny = false;
    bool m_sourceEnded = false;
};

ClientResult<std::monostate> Upload::sendNext()
{
    auto chunk = readChunk(m_source, m_options.chunk);
    if (!chunk)
        return fail(std::move(chunk).error());
    m_sourceEnded = chunk->size() < m_options.chunk;
    if (chunk->isEmpty())
        return std::monostate();
    m_file.askToWrite(*chunk);
    m_inFlight.push_back(chunk->size());
    if (m_hash)
        m_hash->add(*chunk);
    return std::monostate();
}

ClientResult<std::monostate> Upload::receiveNext()
{
    const auto written = m_file.receiveWritten();
    if (!written)
        return fail(written.error());
    for (int i = 0; i < written->lost; ++i)
        m_sent += takeFirst();
    m_lostAny |= written->lost > 0;
    const qint64 size = takeFirst();
    if (written->bytes != size)
        return shortWrite(written->bytes, size, m_sent);
    m_sent += size;
    m_options.progress(m_sent);
    return std::monostate();
}

qint64 Upload::takeFirst()
{
    const qint64 size = m_inFlight.front();
    m_inFlight.pop_front();
    return size;
}

// What lost answers would have told, the position tells.
ClientResult<std::monostate> Upload::checkPosition()
{
    if (!m_lostAny)
        return std::monostate();
    const auto position = m_file.position();
    if (!position)
        return fail(position.error());
    if (*position != m_sent)
        return shortWrite(*position, m_sent, 0);
    return std::monostate();
}

ClientResult<Transferred> Upload::run()
{
    while (!m_sourceEnded || !m_inFlight.empty()) {
        const bool room = std::cmp_less(m_inFlight.size(), m_options.window);
        const auto done = !m_sourceEnded && room ? sendNext() : receiveNext();
        if (!done)
            return fail(done.error());
    }
    return checkPosition()
        .and_then([this](std::monostate) { return m_file.finish(); })
        .map([this](std::monostate) {
            return Transferred{m_sent, m_hash ? m_hash->result() : QByteArray()};
        });
}

} // namespace

ClientResult<Transferred> upload(GuestClient &client, QIODevice &source, const QString &path,
                                 const TransferOptions &options)
{
    auto file = RemoteFile::open(client, path, QStringLiteral("wb"));
    if (!file)
        return fail(std::move(file).error());
    return Upload(*file, source, options).run().map_error([&](ClientError error) {
        error.text += QStringLiteral("; %1 in the guest is incomplete").arg(path);
        return error;
    });
}

} // namespace ga
