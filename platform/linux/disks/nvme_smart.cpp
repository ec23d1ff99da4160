// SPDX-License-Identifier: Apache-2.0
// The page is little-endian, its counters have 128 bits.
#include "platform/linux/disks/nvme_smart.h"

#include "platform/linux/descriptor.h"

#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <fcntl.h>
#include <linux/nvme_ioctl.h>
#include <sys/ioctl.h>

namespace ga {

namespace {

constexpr quint8 getLogPage = 0x02;
constexpr quint32 smartLog = 0x02;
constexpr quint32 wholeController = 0xffffffff;
constexpr quint32 milliseconds = 5000;

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

Result<QByteArray> readNvmeSmartPage(const QString &node)
{
    const Descriptor device(
        ::open(QFile::encodeName(node).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!device.isValid())
        return failSystem(QStringLiteral("failed to open %1").arg(node), errno);
    QByteArray page(nvmeSmartPageSize, '\0');
    nvme_admin_cmd command = {};
    command.opcode = getLogPage;
    command.nsid = wholeController;
    command.addr = quint64(reinterpret_cast<quintptr>(page.data()));
    command.data_len = nvmeSmartPageSize;
    command.cdw10 =
        smartLog | ((nvmeSmartPageSize / 4 - 1) << 16); // Its length in words, less one.
    command.timeout_ms = milliseconds;
    const int status = ::ioctl(device.number(), NVME_IOCTL_ADMIN_CMD, &command);
    const QString failure = QStringLiteral("failed to read the health of %1").arg(node);
    if (status < 0)
        return failSystem(failure, errno);
    if (status > 0)
        return fail(failure + QStringLiteral(": NVMe status 0x%1").arg(status, 0, 16));
    return page;
}

} // namespace ga
