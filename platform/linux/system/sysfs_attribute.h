// SPDX-License-Identifier: Apache-2.0
// Directories and attributes of sysfs (sysfs(5)): small files, one value each.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace ga {

enum class SysfsStep { Open, Read, Write };

// What failed, and why.
struct SysfsFailure
{
    SysfsStep step = SysfsStep::Open;
    int errorNumber = 0; // errno; 0: the attribute was empty.

    const char *
    stepName() const; // "open", "pread" or "pwrite", the words of the protocol's errors.
    Error toError(const QString &text) const; // "TEXT: CAUSE"
};

template <typename T>
using SysfsResult = tl::expected<T, SysfsFailure>;

SysfsResult<Descriptor> openSysfsDirectory(const QByteArray &path);

// What a directory of sysfs is good for. Containers have it mounted read-only.
enum class SysfsUse { None, ReadOnly, Writable };
SysfsUse sysfsUse(const QByteArray &directory);

class SysfsAttribute
{
public:
    enum class Access { Read, ReadWrite };

    static SysfsResult<SysfsAttribute> open(const Descriptor &directory, const char *name,
                                            Access access = Access::Read);

    // Without the white space around it, and not empty. At most 4096 bytes, the longest that an
    // attribute can be.
    SysfsResult<QByteArray> read() const;
    SysfsResult<Nothing> write(QByteArrayView value) const;

private:
    explicit SysfsAttribute(Descriptor file)
        : m_file(std::move(file))
    {}

    Descriptor m_file;
};

// nullopt where the attribute doesn't exist.
SysfsResult<std::optional<QByteArray>> readSysfs(const Descriptor &directory, const char *name);

// The N of an entry "PREFIXN", in plain decimal up to INT64_MAX; nullopt for any other name
// ("cpufreq", "cpu01").
std::optional<qint64> sysfsNumber(QByteArrayView name, QByteArrayView prefix);

// The numbers of all such entries, in ascending order.
SysfsResult<QList<qint64>> sysfsNumbers(const QByteArray &directory, QByteArrayView prefix);

} // namespace ga
