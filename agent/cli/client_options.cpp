// SPDX-License-Identifier: Apache-2.0
// Reads --socket and --timeout, reports errors.
#include "cli/client_options.h"

#include "client/terminal_text.h"

#include <cmath>
#include <cstdio>

namespace ga {

namespace {

constexpr double longestTimeout = 24 * 3600; // Seconds.

const QString socketName = QStringLiteral("socket");
const QString timeoutName = QStringLiteral("timeout");

} // namespace

void addClientOptions(QCommandLineParser &parser)
{
    parser.addOption({socketName,
                      QStringLiteral("The agent's socket: of the QEMU chardev, or of unix-listen."),
                      QStringLiteral("path")});
    parser.addOption({timeoutName,
                      QStringLiteral("How long the agent may be silent (default: 30)."),
                      QStringLiteral("seconds"), QStringLiteral("30")});
}

ClientResult<ClientOptions> readClientOptions(const QCommandLineParser &parser)
{
    const QString socket = parser.value(socketName);
    if (socket.isEmpty())
        return clientFail(ClientError::Kind::Usage,
                          QStringLiteral("which agent? --socket=PATH is missing"));
    bool valid = false;
    const double seconds = parser.value(timeoutName).toDouble(&valid);
    if (!valid || !(seconds > 0) || seconds > longestTimeout)
        return clientFail(ClientError::Kind::Usage,
                          QStringLiteral("--timeout: '%1' is no number of seconds up to a day")
                              .arg(parser.value(timeoutName)));
    return ClientOptions{socket, GuestClient::Patience(qint64(std::ceil(seconds * 1000)))};
}

ClientResult<std::unique_ptr<GuestClient>> openClient(const ClientOptions &options)
{
    auto client = GuestClient::connect(options.socket, options.patience);
    if (!client)
        return client;
    if (const auto synchronised = (*client)->synchronise(); !synchronised)
        return fail(synchronised.error());
    return client;
}

int report(const ClientError &error)
{
    const QString origin = error.errorClass.isEmpty()
                               ? QString()
                               : terminalText(error.errorClass) + QStringLiteral(": ");
    writeTo(stderr,
            (QStringLiteral("error: ") + origin + terminalText(error.text) + u'\n').toUtf8());
    switch (error.kind) {
    case ClientError::Kind::Usage:
        return ExitUsage;
    case ClientError::Kind::Refused:
    case ClientError::Kind::Failed:
        return ExitFailed;
    case ClientError::Kind::NoAgent:
    case ClientError::Kind::Silent:
    case ClientError::Kind::Closed:
        break;
    }
    return ExitNoAnswer;
}

bool writeTo(std::FILE *stream, const QByteArray &bytes)
{
    const size_t size = size_t(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

} // namespace ga
