// SPDX-License-Identifier: Apache-2.0
// Asks for a window of chunks ahead of the answers.
#include "client/remote_file.h"
#include "client/stream_hash.h"
#include "client/transfer.h"

#include <optional>

namespace ga {

namespace {

class Download
{
public:
    Download(RemoteFile &file, QIODevice &sink, const TransferOptions &options)
        : m_file(file)
        , m_sink(sink)
        , m_options(options)
    {
        if (options.hash)
            m_hash.emplace();
    }

    ClientResult<Transferred> run();

private:
    ClientResult<std::monostate> take(const QByteArray &bytes);

    RemoteFile &m_file;
    QIODevice &m_sink;
    const TransferOptions &m_options;
    std::optional<StreamHash> m_hash;
    qint64 m_received = 0;
};

ClientResult<std::monostate> Download::take(const QByteArray &bytes)
{
    if (m_sink.write(bytes) != bytes.size())
        return clientFail(
            ClientError::Kind::Failed,
            QStringLiteral("can't write the destination: %1").arg(m_sink.errorString()));
    if (m_hash)
        m_hash->add(bytes);
    m_received += bytes.size();
    m_options.progress(m_received);
    return std::monostate();
}

// The file ends at the first answer that says so. What was asked for beyond that is left to
// RemoteFile: were the file growing, it would hold more.
ClientResult<Transferred> Download::run()
{
    for (int i = 0; i < m_options.window; ++i)
        m_file.askToRead(m_options.chunk);
    for (;;) {
        const auto piece = m_file.receiveRead();
        if (!piece)
            return fail(piece.error());
        if (const auto taken = take(piece->bytes); !taken)
            return fail(taken.error());
        if (piece->atEnd || piece->bytes.isEmpty())
            return Transferred{m_received, m_hash ? m_hash->result() : QByteArray()};
        m_file.askToRead(m_options.chunk);
    }
}

} // namespace

ClientResult<Transferred> download(GuestClient &client, const QString &path, QIODevice &sink,
                                   const TransferOptions &options,
                                   const std::function<void(qint64 size)> &sized)
{
    auto file = RemoteFile::open(client, path, QStringLiteral("rb"));
    if (!file)
        return fail(std::move(file).error());
    if (sized) {
        const auto size = file->size();
        if (size)
            sized(*size);
        else if (!client.isUsable())
            return fail(size.error());
    }
    return Download(*file, sink, options).run();
}

} // namespace ga
