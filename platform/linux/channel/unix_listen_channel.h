// SPDX-License-Identifier: Apache-2.0
// UnixListenChannel: hosts come through a socket in the file system.
#pragma once

#include "platform/linux/channel/listen_channel.h"

#include <sys/types.h>

#include <optional>
#include <utility>

namespace ga {

class UnixListenChannel : public ListenChannel
{
    Q_OBJECT

public:
    // Error: a path that is empty or longer than a socket address holds (107 bytes, unix(7)).
    static Result<std::unique_ptr<Channel>> create(const QString &path);
    ~UnixListenChannel() override;

private:
    explicit UnixListenChannel(const QString &path);
    Result<Descriptor> listen() override;

    // Device and inode of the socket file that we made: another one in its place is not ours to
    // remove.
    std::optional<std::pair<dev_t, ino_t>> m_file;
};

} // namespace ga
