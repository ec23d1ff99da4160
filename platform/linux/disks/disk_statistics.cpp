// SPDX-License-Identifier: Apache-2.0
// Columns have been added at the end over the years, and never changed their meaning.
#include "platform/linux/disks/disk_statistics.h"

#include "platform/linux/system/text_file.h"

#include <iterator>
#include <span>

namespace ga {

namespace {

using Counter = std::optional<quint64> DiskCounters::*;
using C = DiskCounters;

// What follows major, minor and name. Partitions before Linux 2.6.25 have but four.
constexpr Counter partitionColumns[] = {&C::readIos, &C::readSectors, &C::writeIos,
                                        &C::writeSectors};
constexpr Counter columns[] = {
    &C::readIos,       &C::readMerges,    &C::readSectors,    &C::readTicks,
    &C::writeIos,      &C::writeMerges,   &C::writeSectors,   &C::writeTicks,
    &C::iosInProgress, &C::totalTicks,    &C::weightTicks,                      // Since Linux 2.6.
    &C::discardIos,    &C::discardMerges, &C::discardSectors, &C::discardTicks, // Since 4.18.
    &C::flushIos,      &C::flushTicks,                                          // Since 5.5.
};

std::span<const Counter> columnsFor(qsizetype count)
{
    constexpr size_t basic = 11;
    constexpr size_t withDiscard = 15;
    const std::span<const Counter> all(columns);
    if (count >= qsizetype(all.size()))
        return all;
    if (count >= qsizetype(withDiscard))
        return all.first(withDiscard);
    if (count >= qsizetype(basic))
        return all.first(basic);
    return count == std::ssize(partitionColumns) ? std::span<const Counter>(partitionColumns)
                                                 : std::span<const Counter>();
}

std::optional<DiskStats> decodeLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.simplified().split(' ');
    const auto counters = columnsFor(words.size() - 3);
    if (counters.empty())
        return std::nullopt;
    bool good = true;
    const auto number = [&](qsizetype index) {
        bool isNumber = false;
        const quint64 value = words[index].toULongLong(&isNumber);
        good &= isNumber;
        return value;
    };
    DiskStats stats{.name = QString::fromUtf8(words[2]), .major = number(0), .minor = number(1)};
    for (size_t i = 0; i < counters.size(); ++i)
        stats.stats.*counters[i] = number(qsizetype(i) + 3);
    return good ? std::optional(stats) : std::nullopt;
}

} // namespace

QList<DiskStats> decodeDiskStats(const QByteArray &text)
{
    QList<DiskStats> all;
    for (const QByteArray &line : text.split('\n')) {
        if (auto stats = decodeLine(line))
            all.append(*std::move(stats));
    }
    return all;
}

Result<QList<DiskStats>> LinuxDiskStatistics::read()
{
    return readTextFile("/proc/diskstats").map(&decodeDiskStats);
}

} // namespace ga
