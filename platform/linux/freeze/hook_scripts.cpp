// SPDX-License-Identifier: Apache-2.0
// Reads a hook directory.
#include "platform/linux/freeze/hook_scripts.h"

#include <QFile>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace ga {

namespace {

constexpr std::array endings{"~",          ".bak",      ".orig",        ".rpmnew",     ".rpmorig",
                             ".rpmsave",   ".sample",   ".dpkg-old",    ".dpkg-new",   ".dpkg-tmp",
                             ".dpkg-dist", ".dpkg-bak", ".dpkg-backup", ".dpkg-remove"};

bool isExecutableFile(const QByteArray &path)
{
    struct stat status;
    return ::stat(path.constData(), &status) == 0 && S_ISREG(status.st_mode) &&
           ::access(path.constData(), X_OK) == 0;
}

} // namespace

bool isPutAside(const QByteArray &name)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char *ending) { return name.endsWith(ending); });
}

Result<QList<QByteArray>> hookScripts(const QByteArray &directory)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> entries(::opendir(directory.constData()),
                                                       &::closedir);
    if (!entries)
        return failSystem(QStringLiteral("failed to read %1").arg(QFile::decodeName(directory)),
                          errno);
    QList<QByteArray> scripts;
    while (const dirent *entry = ::readdir(entries.get())) {
        const QByteArray name(entry->d_name);
        const QByteArray path = directory + '/' + name;
        if (!isPutAside(name) && isExecutableFile(path))
            scripts.append(path);
    }
    std::sort(scripts.begin(), scripts.end());
    return scripts;
}

} // namespace ga
