// SPDX-License-Identifier: Apache-2.0
// Cuts the stream at LF, and holds no more than one line of the longest kind.
#include "model/status_decoder.h"

namespace ga {

Result<QList<StatusMessage>> StatusDecoder::feed(const QByteArray &bytes)
{
    QList<StatusMessage> messages;
    m_rest += bytes;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', begin)) {
        const QByteArrayView line = QByteArrayView(m_rest).sliced(begin, end - begin);
        begin = end + 1;
        if (line.trimmed().isEmpty())
            continue;
        if (line.size() >= longestStatusLine)
            return fail(QStringLiteral("a line of the status stream is too long"));
        auto message = decodeStatusLine(line);
        if (!message)
            return fail(std::move(message).error());
        messages.append(*std::move(message));
    }
    m_rest.remove(0, begin);
    if (m_rest.size() >= longestStatusLine)
        return fail(QStringLiteral("a line of the status stream is too long"));
    return messages;
}

} // namespace ga
