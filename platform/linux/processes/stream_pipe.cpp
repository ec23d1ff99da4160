// SPDX-License-Identifier: Apache-2.0
// Makes the pipes.
#include "platform/linux/processes/stream_pipe.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace ga {

Descriptor aboveStandardStreams(Descriptor descriptor)
{
    if (!descriptor.isValid() || descriptor.number() > STDERR_FILENO)
        return descriptor;
    return Descriptor(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

Result<StreamPipe> StreamPipe::create()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failSystem(QStringLiteral("no pipe"), errno);
    Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    StreamPipe pipe{aboveStandardStreams(std::move(reading)), {}};
    if (pipe.readEnd.isValid())
        pipe.writeEnd = aboveStandardStreams(std::move(writing));
    if (!pipe.writeEnd.isValid())
        return failSystem(QStringLiteral("no pipe"), errno);
    return pipe;
}

void makeNonBlocking(const Descriptor &descriptor)
{
    ::fcntl(descriptor.number(), F_SETFL, ::fcntl(descriptor.number(), F_GETFL) | O_NONBLOCK);
}

} // namespace ga
