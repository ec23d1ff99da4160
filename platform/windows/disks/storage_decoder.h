// SPDX-License-Identifier: Apache-2.0
// Decodes what Windows' storage stack answers: the structures of winioctl.h and ntddscsi.h, from
// bytes. Nothing, or an empty answer, where they are too short or point outside of themselves.
#pragma once

#include "platform/windows/disks/physical_disk.h"

#include <QByteArrayView>
#include <QList>

namespace ga {

// VOLUME_DISK_EXTENTS: the numbers of the disks, each once.
QList<quint32> decodeDiskExtents(QByteArrayView answer);

// STORAGE_DEVICE_DESCRIPTOR.
struct DeviceDescriptor
{
    quint32 busType = 0;
    QString serial;
};
std::optional<DeviceDescriptor> decodeDeviceDescriptor(QByteArrayView answer);

// STORAGE_DEVICE_NUMBER, of a disk.
std::optional<quint32> decodeDiskNumber(QByteArrayView answer);

// SCSI_ADDRESS.
std::optional<ScsiAddress> decodeScsiAddress(QByteArrayView answer);

// The question for IOCTL_STORAGE_QUERY_PROPERTY for an NVMe disk's health page, and the page in its
// answer ("Working with NVMe drives" in Microsoft's documentation).
QByteArray nvmeHealthQuery();
QByteArray decodeNvmeHealth(QByteArrayView answer);

} // namespace ga
