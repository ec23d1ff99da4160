// SPDX-License-Identifier: Apache-2.0
// Network namespaces of a test's own.
#include "private_network.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace private_network {

QString ipProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("ip"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin"),
                                           QStringLiteral("/usr/bin"), QStringLiteral("/bin")});
}

QString whyNot()
{
    if (::geteuid() != 0)
        return QStringLiteral("a network namespace needs root");
    if (ipProgram().isEmpty())
        return QStringLiteral("there is no ip(8): install iproute2");
    if (!enterNew())
        return QStringLiteral("no network namespace: ") + QString::fromLocal8Bit(strerror(errno));
    return {};
}

bool enterNew()
{
    return ::unshare(CLONE_NEWNET) == 0;
}

bool ip(const QByteArray &commands)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(ipProgram(), {QStringLiteral("-batch"), QStringLiteral("-")});
    process.write(commands);
    process.closeWriteChannel();
    return process.waitForFinished(60'000) && process.exitCode() == 0;
}

bool setSysctl(const char *name, const char *value)
{
    QFile file(QStringLiteral("/proc/sys/") + QString::fromLatin1(name));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(value) > 0;
}

} // namespace private_network
