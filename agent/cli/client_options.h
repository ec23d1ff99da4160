// SPDX-License-Identifier: Apache-2.0
// What the subcommands that speak to an agent have in common.
#pragma once

#include "client/guest_client.h"

#include <QCommandLineParser>

namespace ga {

// The exit codes of a subcommand that speaks to an agent.
enum ClientExit : int {
    ExitSuccess = 0,
    ExitFailed = 1, // The agent's error, or one of this system.
    ExitUsage = 2,
    ExitNoAnswer = 3,
};

struct ClientOptions
{
    QString socket;
    GuestClient::Patience patience{};
};

// --socket and --timeout.
void addClientOptions(QCommandLineParser &parser);

// Error, Kind::Usage: --socket is missing, or --timeout is no number of seconds.
ClientResult<ClientOptions> readClientOptions(const QCommandLineParser &parser);

// Connected and synchronised.
ClientResult<std::unique_ptr<GuestClient>> openClient(const ClientOptions &options);

// Says what went wrong on the standard error; returns the exit code.
int report(const ClientError &error);

// Writes all of it to the standard output or error; false where that fails.
bool writeTo(std::FILE *stream, const QByteArray &bytes);

} // namespace ga
