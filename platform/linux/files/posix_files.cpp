// SPDX-License-Identifier: Apache-2.0
// Modes into flags, and open(2).
#include "platform/linux/files/posix_files.h"

#include "platform/api/path_scope.h"
#include "platform/linux/files/open_beneath.h"
#include "platform/linux/files/posix_file.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace ga {

namespace {

struct Mode
{
    const char *text;
    int flags;
};

constexpr int common = O_NOCTTY | O_NONBLOCK | O_CLOEXEC;

constexpr int read = O_RDONLY;
constexpr int write = O_WRONLY | O_CREAT | O_TRUNC;
constexpr int append = O_WRONLY | O_CREAT | O_APPEND;
constexpr int readUpdate = O_RDWR;
constexpr int writeUpdate = O_RDWR | O_CREAT | O_TRUNC;
constexpr int appendUpdate = O_RDWR | O_CREAT | O_APPEND;

constexpr std::array modes{
    Mode{"r", read},          Mode{"rb", read},          Mode{"w", write},
    Mode{"wb", write},        Mode{"a", append},         Mode{"ab", append},
    Mode{"r+", readUpdate},   Mode{"rb+", readUpdate},   Mode{"r+b", readUpdate},
    Mode{"w+", writeUpdate},  Mode{"wb+", writeUpdate},  Mode{"w+b", writeUpdate},
    Mode{"a+", appendUpdate}, Mode{"ab+", appendUpdate}, Mode{"a+b", appendUpdate},
};

// An existing file is opened without O_CREAT: with it the kernel's fs.protected_regular would
// refuse even root a file of another user in /tmp.
Descriptor openOrCreate(const char *path, int flags)
{
    Descriptor existing(::open(path, flags & ~O_CREAT));
    if (existing.isValid() || errno != ENOENT || !(flags & O_CREAT))
        return existing;
    return Descriptor(::open(path, flags, 0666));
}

QString openFailure(const QString &path, const QString &mode)
{
    return QStringLiteral("failed to open file '%1' (mode: '%2')").arg(path, mode);
}

} // namespace

std::optional<int> openFlags(const QString &mode)
{
    const auto isIt = [&mode](const Mode &known) { return mode == QLatin1StringView(known.text); };
    const auto *found = std::find_if(modes.begin(), modes.end(), isIt);
    if (found == modes.end())
        return std::nullopt;
    return found->flags;
}

Result<std::unique_ptr<GuestFile>> PosixFiles::open(const QString &path, const QString &mode)
{
    const auto flags = openFlags(mode);
    if (!flags)
        return fail(QStringLiteral("invalid file open mode '%1'").arg(mode));
    const QByteArray name = path.toUtf8();
    Descriptor file = openOrCreate(name.constData(), *flags | common);
    if (!file.isValid())
        return failSystem(openFailure(path, mode), errno);
    return std::make_unique<PosixFile>(std::move(file));
}

Result<std::unique_ptr<GuestFile>> PosixFiles::openBeneath(const QString &path, const QString &mode,
                                                           const QList<QString> &directories)
{
    const auto flags = openFlags(mode);
    if (!flags)
        return fail(QStringLiteral("invalid file open mode '%1'").arg(mode));
    for (const QString &directory : directories) {
        const auto rest = pathBeneath(path, directory);
        if (!rest)
            continue;
        Descriptor file =
            openBeneathDirectory(directory.toUtf8(), rest->toUtf8(), *flags | common);
        if (file.isValid())
            return std::make_unique<PosixFile>(std::move(file));
        if (errno != EXDEV)
            return failSystem(openFailure(path, mode), errno);
    }
    return std::unique_ptr<GuestFile>();
}

} // namespace ga
