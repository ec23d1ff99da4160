// SPDX-License-Identifier: Apache-2.0
// Cuts the stream at LF, and holds no more than one line of the longest kind.
#include "model/status_decoder.h"

namespace ga {

Result<std::optional<StatusMessage>> StatusDecoder::next()
{
    qsizetype begin = 0;
    qsizetype end = m_rest.indexOf('\n');
    while (end >= 0 && QByteArrayView(m_rest).sliced(begin, end - begin).trimmed().isEmpty()) {
        begin = end + 1;
        end = m_rest.indexOf('\n', begin);
    }
    if ((end >= 0 ? end : m_rest.size()) - begin >= longestStatusLine)
        return fail(QStringLiteral("a line of the status stream is too long"));
    if (end < 0) {
        m_rest.remove(0, begin);
        return std::optional<StatusMessage>();
    }
    auto message = decodeStatusLine(QByteArrayView(m_rest).sliced(begin, end - begin));
    if (!message)
        return fail(std::move(message).error());
    m_rest.remove(0, end + 1);
    return std::optional<StatusMessage>(*std::move(message));
}

} // namespace ga
