// SPDX-License-Identifier: Apache-2.0
// A process as a service manager starts it: says what it inherited, then echoes what one host
// sends.
#include "platform/api/channels.h"

#include <QCoreApplication>

#include <fcntl.h>

#include <cstdio>

using namespace ga;

namespace {

void describe(const ChannelAddress &address)
{
    const bool closesOnExec = (::fcntl(*address.inherited, F_GETFD) & FD_CLOEXEC) != 0;
    const bool isUnset =
        !qEnvironmentVariableIsSet("LISTEN_PID") && !qEnvironmentVariableIsSet("LISTEN_FDS");
    std::printf("%s %s %s %s\n", address.method == ChannelMethod::UnixListen ? "unix" : "vsock",
                qPrintable(address.path), closesOnExec ? "cloexec" : "open",
                isUnset ? "unset" : "set");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto inherited = inheritedChannel();
    if (!inherited) {
        std::printf("%s\n", qPrintable(inherited.error().description));
        return 1;
    }
    if (!*inherited) {
        std::printf("nothing\n");
        return 0;
    }
    describe(**inherited);
    const auto channel = *createChannel(**inherited);
    if (!channel->open())
        return 1;
    QObject::connect(channel.get(), &Channel::received, channel.get(), &Channel::send);
    QObject::connect(channel.get(), &Channel::hostDisconnected, &application,
                     &QCoreApplication::quit);
    return QCoreApplication::exec();
}
