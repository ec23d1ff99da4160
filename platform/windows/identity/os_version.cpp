// SPDX-License-Identifier: Apache-2.0
// Windows names its releases by their build number since Windows 10.
#include "platform/windows/identity/os_version.h"

#include <array>

namespace ga {

namespace {

struct Release
{
    quint32 firstBuild;
    const char *id;
};

// The newest first. The builds are qemu-ga's, some of which are previews of the release.
constexpr std::array clients{Release{22000, "11"}, Release{10240, "10"}};
constexpr std::array servers{Release{26040, "2025"}, Release{20344, "2022"}, Release{17763, "2019"},
                             Release{14393, "2016"}};

template <size_t Size>
QString releaseOf(const std::array<Release, Size> &releases, quint32 build)
{
    for (const Release &release : releases) {
        if (build >= release.firstBuild)
            return QString::fromLatin1(release.id);
    }
    return {};
}

QString machineName(quint16 machine)
{
    switch (machine) { // winnt.h
    case 0x8664:
        return QStringLiteral("x86_64");
    case 0xaa64:
        return QStringLiteral("aarch64");
    case 0x014c:
        return QStringLiteral("x86");
    case 0x01c4:
        return QStringLiteral("arm");
    case 0x0200:
        return QStringLiteral("ia64");
    default:
        return QStringLiteral("unknown");
    }
}

std::optional<QString> prettyName(const WindowsVersion &version, const QString &release)
{
    static const QString old = QStringLiteral("Windows 10");
    std::optional<QString> name = version.productName;
    if (name && release == u"11" && name->startsWith(old))
        name->replace(0, old.size(), QStringLiteral("Windows 11"));
    return name;
}

} // namespace

OsInfo osInfoOf(const WindowsVersion &version)
{
    const bool isKnown = version.major == 10 && version.minor == 0;
    const QString release = !isKnown         ? QString()
                            : version.server ? releaseOf(servers, version.build)
                                             : releaseOf(clients, version.build);
    const QString variant = version.server ? QStringLiteral("server") : QStringLiteral("client");
    const QString family =
        version.server ? QStringLiteral("Microsoft Windows Server ") : QStringLiteral("Microsoft Windows ");
    OsInfo info;
    info.kernelRelease = QString::number(version.build);
    info.kernelVersion = QStringLiteral("%1.%2").arg(version.major).arg(version.minor);
    info.machine = machineName(version.machine);
    info.id = QStringLiteral("mswindows");
    info.name = QStringLiteral("Microsoft Windows");
    info.prettyName = prettyName(version, release);
    info.version = release.isEmpty() ? QStringLiteral("N/A") : family + release;
    info.versionId = release.isEmpty() ? QStringLiteral("N/A") : release;
    info.variant = variant;
    info.variantId = variant;
    return info;
}

} // namespace ga
