// SPDX-License-Identifier: Apache-2.0
// How long each processor did what, from /proc/stat, and the load averages.
#include "platform/linux/processors/cpu_statistics.h"

#include "platform/linux/system/regular_file.h"
#include "platform/linux/system/sysfs_attribute.h"

#include <sys/sysinfo.h>
#include <unistd.h>

#include <cerrno>

namespace ga {

namespace {

constexpr qsizetype largestStat =
    16 * 1024 * 1024; // Hundreds of bytes a processor, and a number for each interrupt.

// Without a detour over numbers that don't fit.
quint64 milliseconds(quint64 ticks, quint64 ticksPerSecond)
{
    return ticks / ticksPerSecond * 1000 + ticks % ticksPerSecond * 1000 / ticksPerSecond;
}

// The numbers behind a line's first word, in milliseconds; up to the first that is none.
QList<quint64> times(const QList<QByteArray> &words, quint64 ticksPerSecond)
{
    QList<quint64> numbers;
    for (qsizetype i = 1; i < words.size(); ++i) {
        bool valid = false;
        const quint64 ticks = words.at(i).toULongLong(&valid, 10);
        if (!valid)
            break;
        numbers.append(milliseconds(ticks, ticksPerSecond));
    }
    return numbers;
}

CpuStats entry(qint64 cpu, const QList<quint64> &times)
{
    const auto optional = [&](qsizetype position) {
        return position < times.size() ? std::optional(times.at(position)) : std::nullopt;
    };
    return {.cpu = cpu,
            .user = times.at(0),
            .nice = times.at(1),
            .system = times.at(2),
            .idle = times.at(3),
            .iowait = optional(4),
            .irq = optional(5),
            .softirq = optional(6),
            .steal = optional(7),
            .guest = optional(8),
            .guestNice = optional(9)};
}

} // namespace

QList<CpuStats> decodeCpuStatistics(QByteArrayView stat, quint64 ticksPerSecond)
{
    QList<CpuStats> statistics;
    for (const QByteArray &line : stat.toByteArray().split('\n')) {
        if (!line.startsWith("cpu"))
            continue;
        const QList<QByteArray> words = line.simplified().split(' ');
        const auto cpu = sysfsNumber(words.first(), "cpu");
        if (!cpu) // The sum over all.
            continue;
        if (const QList<quint64> numbers = times(words, ticksPerSecond); numbers.size() >= 4)
            statistics.append(entry(*cpu, numbers));
    }
    return statistics;
}

Provided<CpuStatistics> LinuxCpuStatistics::create(const QByteArray &path)
{
    if (const auto file = openForReading(path); !file)
        return Provided<CpuStatistics>::lacking(file.error().description);
    return std::make_unique<LinuxCpuStatistics>(path);
}

Result<QList<CpuStats>> LinuxCpuStatistics::read()
{
    const long ticksPerSecond = ::sysconf(_SC_CLK_TCK);
    if (ticksPerSecond <= 0)
        return failSystem(QStringLiteral("cannot tell the length of a clock tick"), errno);
    const auto stat = readRegularFile(m_path, largestStat);
    if (!stat)
        return fail(stat.error());
    const QList<CpuStats> statistics = decodeCpuStatistics(*stat, quint64(ticksPerSecond));
    if (statistics.isEmpty())
        return fail(
            QStringLiteral("no processor is listed in '%1'").arg(QString::fromUtf8(m_path)));
    return statistics;
}

// sysinfo(2) and not getloadavg(3), which has but two digits in older C libraries.
Result<LoadAverage> LinuxLoad::read()
{
    struct sysinfo info
    {};
    if (::sysinfo(&info) < 0)
        return failSystem(QStringLiteral("cannot query load average"), errno);
    constexpr double unit = 1 << SI_LOAD_SHIFT;
    return LoadAverage{double(info.loads[0]) / unit, double(info.loads[1]) / unit,
                       double(info.loads[2]) / unit};
}

} // namespace ga
