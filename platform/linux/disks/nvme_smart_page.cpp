// SPDX-License-Identifier: Apache-2.0
// The admin command Get Log Page.
#include "platform/linux/disks/nvme_smart_page.h"

#include "platform/common/nvme_smart.h"
#include "platform/linux/descriptor.h"

#include <QFile>

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

} // namespace

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
