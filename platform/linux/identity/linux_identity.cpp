// SPDX-License-Identifier: Apache-2.0
// What a Linux guest says about itself.
#include "platform/linux/identity/linux_identity.h"

#include "platform/linux/identity/assignments.h"
#include "platform/linux/system/regular_file.h"

#include <QDir>
#include <QLoggingCategory>

#include <limits.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logIdentity, "ga.identity")

constexpr qsizetype textLimit = 64 * 1024;
constexpr qsizetype utmpLimit = 4 * 1024 * 1024;

std::optional<QString> valueOf(const QHash<QByteArray, QString> &values, const QByteArray &name)
{
    const auto found = values.constFind(name);
    return found == values.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

LinuxIdentity::LinuxIdentity(IdentityPaths paths)
    : m_paths(std::move(paths))
{}

std::unique_ptr<Identity> LinuxIdentity::create(IdentityPaths paths)
{
    return std::unique_ptr<Identity>(new LinuxIdentity(std::move(paths)));
}

Result<HostName> LinuxIdentity::hostName()
{
    char name[HOST_NAME_MAX + 1] = {};
    if (::gethostname(name, sizeof name) != 0)
        return failSystem(QStringLiteral("failed to get the host name"), errno);
    return HostName{QString::fromUtf8(name)};
}

Result<QList<UserSession>> LinuxIdentity::users()
{
    const auto utmp = readRegularFile(m_paths.utmp, utmpLimit);
    if (!utmp && utmp.error().systemError != ENOENT)
        qCWarning(logIdentity).noquote() << utmp.error().description;
    const auto logins = utmp ? decodeUtmp(*utmp) : QList<Login>();
    return earliestLogins(logins.isEmpty() ? sessions() : logins);
}

// logind's files rather than its bus: they are what libsystemd reads, and no bus can keep us
// waiting.
QList<Login> LinuxIdentity::sessions() const
{
    QList<Login> logins;
    const QDir directory(m_paths.sessions);
    for (const QString &name : directory.entryList(QDir::Files)) {
        const auto content =
            readRegularFile(QFile::encodeName(directory.filePath(name)), textLimit);
        const auto login = content ? decodeSession(*content) : std::nullopt;
        if (login)
            logins += *login;
    }
    std::stable_sort(logins.begin(), logins.end(),
                     [](const Login &a, const Login &b) { return a.time < b.time; });
    return logins;
}

Result<TimeZone> LinuxIdentity::timeZone()
{
    ::tzset(); // The zone may have been changed while we run.
    const time_t now = ::time(nullptr);
    std::tm local = {};
    if (!::localtime_r(&now, &local))
        return fail(QStringLiteral("Couldn't retrieve local timezone"));
    TimeZone zone{.zone = {}, .offset = local.tm_gmtoff};
    if (local.tm_zone && *local.tm_zone)
        zone.zone = QString::fromUtf8(local.tm_zone);
    return zone;
}

Result<OsInfo> LinuxIdentity::osInfo()
{
    OsInfo info;
    utsname kernel = {};
    if (::uname(&kernel) == 0) {
        info.kernelRelease = QString::fromUtf8(kernel.release);
        info.kernelVersion = QString::fromUtf8(kernel.version);
        info.machine = QString::fromUtf8(kernel.machine);
    }
    const auto values = parseAssignments(readOsRelease());
    info.id = valueOf(values, "ID");
    info.name = valueOf(values, "NAME");
    info.prettyName = valueOf(values, "PRETTY_NAME");
    info.version = valueOf(values, "VERSION");
    info.versionId = valueOf(values, "VERSION_ID");
    info.variant = valueOf(values, "VARIANT");
    info.variantId = valueOf(values, "VARIANT_ID");
    return info;
}

QByteArray LinuxIdentity::readOsRelease() const
{
    const bool chosen = qEnvironmentVariableIsSet("QGA_OS_RELEASE");
    Result<QByteArray> content;
    for (const QByteArray &path :
         chosen ? QList<QByteArray>{qgetenv("QGA_OS_RELEASE")} : m_paths.osRelease) {
        content = readRegularFile(path, textLimit);
        if (content)
            return *content;
    }
    qCWarning(logIdentity).noquote() << content.error().description;
    return {};
}

} // namespace ga
