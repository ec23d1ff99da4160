// SPDX-License-Identifier: Apache-2.0
// The socket that the status is told on: made, found, and who is behind it.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>

#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <optional>

namespace ga {

// nullopt, with errno, for a path that no socket can have.
std::optional<sockaddr_un> unixAddress(const QByteArray &path);

// A socket that listens at `path`, open to every user. One that nobody listens at any more is
// replaced. Invalid on an error, with errno: EADDRINUSE where somebody does listen.
Descriptor listenForReaders(const QByteArray &path);

// Connects, and waits for as long where the listener's queue is full; invalid on an error, with
// errno.
Descriptor connectToStatus(const QByteArray &path, std::chrono::milliseconds patience = {});

// Who is at the other end: of a listening socket, whoever made it listen.
std::optional<ucred> peerOf(const Descriptor &socket);

} // namespace ga
