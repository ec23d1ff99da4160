// SPDX-License-Identifier: Apache-2.0
// Writes a window of chunks ahead of the answers.
#include "client/guest_file.h"
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

class Upload
{
public:
    Upload(GuestFile &file, QIODevice &source, const TransferOptions &options)
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

    GuestFile &m_file;
    QIODevice &m_source;
    const TransferOptions &m_options;
    std::optional<StreamHash> m_hash;
    std::deque<qint64> m_inFlight; // Sizes of the chunks that are not answered yet.
    qint64 m_written = 0;
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
    if (*written != m_inFlight.front())
        return clientFail(ClientError::Kind::Failed,
                          QStringLiteral("the guest took only %1 of %2 bytes at position %3")
                              .arg(*written)
                              .arg(m_inFlight.front())
                              .arg(m_written));
    m_inFlight.pop_front();
    m_written += *written;
    m_options.progress(m_written);
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
    return m_file.finish().map([this](std::monostate) {
        return Transferred{m_written, m_hash ? m_hash->result() : QByteArray()};
    });
}

} // namespace

ClientResult<Transferred> upload(GuestClient &client, QIODevice &source, const QString &path,
                                 const TransferOptions &options)
{
    auto file = GuestFile::open(client, path, QStringLiteral("wb"));
    if (!file)
        return fail(std::move(file).error());
    return Upload(*file, source, options).run().map_error([&](ClientError error) {
        error.text += QStringLiteral("; %1 in the guest is incomplete").arg(path);
        return error;
    });
}

} // namespace ga
