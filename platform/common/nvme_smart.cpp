// SPDX-License-Identifier: Apache-2.0
// The page is little-endian, its counters have 128 bits.
#include "platform/common/nvme_smart.h"

#include <QtEndian>

namespace ga {

namespace {

struct Counter
{
    quint64 NvmeSmart::*low;
    quint64 NvmeSmart::*high;
    qsizetype offset;
};

constexpr Counter counters[] = {
    {&NvmeSmart::dataUnitsReadLow, &NvmeSmart::dataUnitsReadHigh, 32},
    {&NvmeSmart::dataUnitsWrittenLow, &NvmeSmart::dataUnitsWrittenHigh, 48},
    {&NvmeSmart::hostReadCommandsLow, &NvmeSmart::hostReadCommandsHigh, 64},
    {&NvmeSmart::hostWriteCommandsLow, &NvmeSmart::hostWriteCommandsHigh, 80},
    {&NvmeSmart::controllerBusyTimeLow, &NvmeSmart::controllerBusyTimeHigh, 96},
    {&NvmeSmart::powerCyclesLow, &NvmeSmart::powerCyclesHigh, 112},
    {&NvmeSmart::powerOnHoursLow, &NvmeSmart::powerOnHoursHigh, 128},
    {&NvmeSmart::unsafeShutdownsLow, &NvmeSmart::unsafeShutdownsHigh, 144},
    {&NvmeSmart::mediaErrorsLow, &NvmeSmart::mediaErrorsHigh, 160},
    {&NvmeSmart::errorLogEntriesLow, &NvmeSmart::errorLogEntriesHigh, 176},
};

template <typename T>
T at(QByteArrayView page, qsizetype offset)
{
    return qFromLittleEndian<T>(page.data() + offset);
}

} // namespace

std::optional<NvmeSmart> decodeNvmeSmart(QByteArrayView page)
{
    if (page.size() < nvmeSmartPageSize)
        return std::nullopt;
    NvmeSmart smart;
    smart.criticalWarning = at<quint8>(page, 0);
    smart.temperature = at<quint16>(page, 1);
    smart.availableSpare = at<quint8>(page, 3);
    smart.availableSpareThreshold = at<quint8>(page, 4);
    smart.percentageUsed = at<quint8>(page, 5);
    for (const Counter &counter : counters) {
        smart.*counter.low = at<quint64>(page, counter.offset);
        smart.*counter.high = at<quint64>(page, counter.offset + 8);
    }
    return smart;
}

} // namespace ga
