// SPDX-License-Identifier: Apache-2.0
// Directories and attributes of sysfs (sysfs(5)).
#include "platform/linux/system/sysfs_attribute.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace ga {

namespace {

struct CloseDirectory
{
    void operator()(DIR *directory) const { ::closedir(directory); }
};

constexpr size_t longestAttribute = 4096; // One page; longer ones don't exist.

tl::unexpected<SysfsFailure> failedAt(SysfsStep step, int errorNumber)
{
    return tl::unexpected(SysfsFailure{step, errorNumber});
}

template <typename Call>
auto retried(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

} // namespace

const char *SysfsFailure::stepName() const
{
    switch (step) {
    case SysfsStep::Open:
        return "open";
    case SysfsStep::Read:
        return "pread";
    case SysfsStep::Write:
        return "pwrite";
    }
    return "";
}

Error SysfsFailure::toError(const QString &text) const
{
    if (errorNumber == 0)
        return Error::generic(text + QStringLiteral(": unexpected EOF"));
    return Error::system(text, errorNumber);
}

SysfsResult<Descriptor> openSysfsDirectory(const QByteArray &path)
{
    Descriptor directory(
        retried([&] { return ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!directory.isValid())
        return failedAt(SysfsStep::Open, errno);
    return directory;
}

SysfsUse sysfsUse(const QByteArray &directory)
{
    struct statvfs fileSystem
    {};
    if (::statvfs(directory.constData(), &fileSystem) < 0)
        return SysfsUse::None;
    return fileSystem.f_flag & ST_RDONLY ? SysfsUse::ReadOnly : SysfsUse::Writable;
}

SysfsResult<SysfsAttribute> SysfsAttribute::open(const Descriptor &directory, const char *name,
                                                 Access access)
{
    const int mode = access == Access::Read ? O_RDONLY : O_RDWR;
    Descriptor file(retried([&] { return ::openat(directory.number(), name, mode | O_CLOEXEC); }));
    if (!file.isValid())
        return failedAt(SysfsStep::Open, errno);
    return SysfsAttribute(std::move(file));
}

SysfsResult<QByteArray> SysfsAttribute::read() const
{
    std::array<char, longestAttribute> buffer;
    const ssize_t size =
        retried([&] { return ::pread(m_file.number(), buffer.data(), buffer.size(), 0); });
    if (size < 0)
        return failedAt(SysfsStep::Read, errno);
    QByteArray value = QByteArray(buffer.data(), size).trimmed();
    if (value.isEmpty())
        return failedAt(SysfsStep::Read, 0);
    return value;
}

// One call, whole: each write is a command to the kernel.
SysfsResult<Nothing> SysfsAttribute::write(QByteArrayView value) const
{
    const ssize_t size =
        retried([&] { return ::pwrite(m_file.number(), value.data(), size_t(value.size()), 0); });
    if (size < 0)
        return failedAt(SysfsStep::Write, errno);
    return Nothing{};
}

SysfsResult<std::optional<QByteArray>> readSysfs(const Descriptor &directory, const char *name)
{
    const auto attribute = SysfsAttribute::open(directory, name);
    if (!attribute && attribute.error().errorNumber == ENOENT)
        return std::nullopt;
    if (!attribute)
        return tl::unexpected(attribute.error());
    return attribute->read();
}

std::optional<qint64> sysfsNumber(QByteArrayView name, QByteArrayView prefix)
{
    if (!name.startsWith(prefix))
        return std::nullopt;
    const QByteArrayView digits = name.sliced(prefix.size());
    bool valid = false;
    const qint64 number = digits.toLongLong(&valid, 10);
    if (!valid || number < 0 || QByteArray::number(number) != digits)
        return std::nullopt;
    return number;
}

SysfsResult<QList<qint64>> sysfsNumbers(const QByteArray &directory, QByteArrayView prefix)
{
    const std::unique_ptr<DIR, CloseDirectory> opened(::opendir(directory.constData()));
    if (!opened)
        return failedAt(SysfsStep::Open, errno);
    QList<qint64> numbers;
    while (const dirent *entry = ::readdir(opened.get())) {
        if (const auto number = sysfsNumber(entry->d_name, prefix))
            numbers.append(*number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace ga
