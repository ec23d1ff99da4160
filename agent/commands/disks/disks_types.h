// SPDX-License-Identifier: Apache-2.0
// The arguments and replies of guest-get-disks, guest-get-fsinfo and guest-get-diskstats.
#pragma once

#include "protocol/codec.h"

namespace ga {

// All -1 where the disk hangs on no known PCI controller.
struct PciAddress
{
    qint64 domain = -1;
    qint64 bus = -1;
    qint64 slot = -1;
    qint64 function = -1;

    static constexpr auto fields()
    {
        return fieldList(field("domain", &PciAddress::domain, "PCI domain"),
                          field("bus", &PciAddress::bus, "PCI bus"),
                          field("slot", &PciAddress::slot, "PCI slot"),
                          field("function", &PciAddress::function, "PCI function"));
    }
};

enum class DiskBus {
    Ide,
    Fdc,
    Scsi,
    Virtio,
    Xen,
    Usb,
    Uml,
    Sata,
    Sd,
    Unknown,
    Ieee1394,
    Ssa,
    Fibre,
    Raid,
    Iscsi,
    Sas,
    Mmc,
    Virtual,
    FileBackedVirtual,
    Nvme
};

template <>
struct EnumNames<DiskBus>
{
    static constexpr const char *typeName = "GuestDiskBusType";
    static constexpr const char *names[]{"ide",
                                         "fdc",
                                         "scsi",
                                         "virtio",
                                         "xen",
                                         "usb",
                                         "uml",
                                         "sata",
                                         "sd",
                                         "unknown",
                                         "ieee1394",
                                         "ssa",
                                         "fibre",
                                         "raid",
                                         "iscsi",
                                         "sas",
                                         "mmc",
                                         "virtual",
                                         "file-backed-virtual",
                                         "nvme"};
};

struct CcwAddress
{
    qint64 cssid = 0;
    qint64 ssid = 0;
    qint64 subchno = 0;
    qint64 devno = 0;

    static constexpr auto fields()
    {
        return fieldList(field("cssid", &CcwAddress::cssid, "channel subsystem"),
                          field("ssid", &CcwAddress::ssid, "subchannel set"),
                          field("subchno", &CcwAddress::subchno, "subchannel"),
                          field("devno", &CcwAddress::devno, "device number"));
    }
};

struct DiskAddress
{
    PciAddress pciController;
    DiskBus busType = DiskBus::Unknown;
    qint64 bus = 0;
    qint64 target = 0;
    qint64 unit = 0;
    std::optional<QString> serial;
    std::optional<QString> dev;
    std::optional<CcwAddress> ccwAddress;

    static constexpr auto fields()
    {
        return fieldList(
            field("pci-controller", &DiskAddress::pciController, "the controller's PCI address"),
            field("bus-type", &DiskAddress::busType, "what the disk is attached by"),
            field("bus", &DiskAddress::bus, "bus of the controller"),
            field("target", &DiskAddress::target, "target on the bus"),
            field("unit", &DiskAddress::unit, "unit of the target"),
            field("serial", &DiskAddress::serial, "serial number"),
            field("dev", &DiskAddress::dev, "device node"),
            field("ccw-address", &DiskAddress::ccwAddress, "channel address (s390x)"));
    }
};

struct FileSystemInfo
{
    QString name;
    QString mountpoint;
    QString type;
    std::optional<quint64> usedBytes;
    std::optional<quint64> totalBytes;
    std::optional<quint64> totalBytesPrivileged;
    QList<DiskAddress> disk;

    static constexpr auto fields()
    {
        return fieldList(field("name", &FileSystemInfo::name, "the block device, or the volume"),
                          field("mountpoint", &FileSystemInfo::mountpoint, "where it is mounted"),
                          field("type", &FileSystemInfo::type, "the file system's type"),
                          field("used-bytes", &FileSystemInfo::usedBytes, "bytes in use"),
                          field("total-bytes", &FileSystemInfo::totalBytes,
                                "size as an unprivileged user sees it, in bytes"),
                          field("total-bytes-privileged", &FileSystemInfo::totalBytesPrivileged,
                                "size with what is reserved for root, in bytes"),
                          field("disk", &FileSystemInfo::disk, "the disks that it lies on"));
    }
};

enum class DiskSmartType { Nvme };

template <>
struct EnumNames<DiskSmartType>
{
    static constexpr const char *typeName = "GuestDiskSmartType";
    static constexpr const char *names[]{"nvme"};
};

// The SMART / Health Information log page of an NVMe controller (NVM Express base specification,
// log page 02h). 128-bit counters come as two halves.
struct NvmeSmart
{
    DiskSmartType type = DiskSmartType::Nvme;
    qint64 criticalWarning = 0;
    qint64 temperature = 0;
    qint64 availableSpare = 0;
    qint64 availableSpareThreshold = 0;
    qint64 percentageUsed = 0;
    quint64 dataUnitsReadLow = 0;
    quint64 dataUnitsReadHigh = 0;
    quint64 dataUnitsWrittenLow = 0;
    quint64 dataUnitsWrittenHigh = 0;
    quint64 hostReadCommandsLow = 0;
    quint64 hostReadCommandsHigh = 0;
    quint64 hostWriteCommandsLow = 0;
    quint64 hostWriteCommandsHigh = 0;
    quint64 controllerBusyTimeLow = 0;
    quint64 controllerBusyTimeHigh = 0;
    quint64 powerCyclesLow = 0;
    quint64 powerCyclesHigh = 0;
    quint64 powerOnHoursLow = 0;
    quint64 powerOnHoursHigh = 0;
    quint64 unsafeShutdownsLow = 0;
    quint64 unsafeShutdownsHigh = 0;
    quint64 mediaErrorsLow = 0;
    quint64 mediaErrorsHigh = 0;
    quint64 errorLogEntriesLow = 0;
    quint64 errorLogEntriesHigh = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("type", &NvmeSmart::type, "which kind of disk these are from"),
            field("critical-warning", &NvmeSmart::criticalWarning, "bit mask of warnings"),
            field("temperature", &NvmeSmart::temperature, "kelvin"),
            field("available-spare", &NvmeSmart::availableSpare, "per cent"),
            field("available-spare-threshold", &NvmeSmart::availableSpareThreshold, "per cent"),
            field("percentage-used", &NvmeSmart::percentageUsed, "per cent of the expected life"),
            field("data-units-read-lo", &NvmeSmart::dataUnitsReadLow,
                  "thousands of 512-byte units read, low half"),
            field("data-units-read-hi", &NvmeSmart::dataUnitsReadHigh, "high half"),
            field("data-units-written-lo", &NvmeSmart::dataUnitsWrittenLow,
                  "thousands of 512-byte units written, low half"),
            field("data-units-written-hi", &NvmeSmart::dataUnitsWrittenHigh, "high half"),
            field("host-read-commands-lo", &NvmeSmart::hostReadCommandsLow,
                  "read commands, low half"),
            field("host-read-commands-hi", &NvmeSmart::hostReadCommandsHigh, "high half"),
            field("host-write-commands-lo", &NvmeSmart::hostWriteCommandsLow,
                  "write commands, low half"),
            field("host-write-commands-hi", &NvmeSmart::hostWriteCommandsHigh, "high half"),
            field("controller-busy-time-lo", &NvmeSmart::controllerBusyTimeLow,
                  "minutes busy, low half"),
            field("controller-busy-time-hi", &NvmeSmart::controllerBusyTimeHigh, "high half"),
            field("power-cycles-lo", &NvmeSmart::powerCyclesLow, "power cycles, low half"),
            field("power-cycles-hi", &NvmeSmart::powerCyclesHigh, "high half"),
            field("power-on-hours-lo", &NvmeSmart::powerOnHoursLow, "hours powered on, low half"),
            field("power-on-hours-hi", &NvmeSmart::powerOnHoursHigh, "high half"),
            field("unsafe-shutdowns-lo", &NvmeSmart::unsafeShutdownsLow,
                  "unsafe shutdowns, low half"),
            field("unsafe-shutdowns-hi", &NvmeSmart::unsafeShutdownsHigh, "high half"),
            field("media-errors-lo", &NvmeSmart::mediaErrorsLow,
                  "media and data integrity errors, low half"),
            field("media-errors-hi", &NvmeSmart::mediaErrorsHigh, "high half"),
            field("number-of-error-log-entries-lo", &NvmeSmart::errorLogEntriesLow,
                  "error log entries, low half"),
            field("number-of-error-log-entries-hi", &NvmeSmart::errorLogEntriesHigh, "high half"));
    }
};

struct DiskInfo
{
    QString name;
    bool partition = false;
    std::optional<QList<QString>> dependencies;
    std::optional<DiskAddress> address;
    std::optional<QString> alias;
    std::optional<NvmeSmart> smart;

    static constexpr auto fields()
    {
        return fieldList(
            field("name", &DiskInfo::name, "device node"),
            field("partition", &DiskInfo::partition, "whether it is a partition"),
            field("dependencies", &DiskInfo::dependencies, "the devices that it lies on"),
            field("address", &DiskInfo::address, "where it is attached"),
            field("alias", &DiskInfo::alias, "its device-mapper name"),
            field("smart", &DiskInfo::smart, "its health"));
    }
};

struct DiskCounters
{
    std::optional<quint64> readSectors;
    std::optional<quint64> readIos;
    std::optional<quint64> readMerges;
    std::optional<quint64> writeSectors;
    std::optional<quint64> writeIos;
    std::optional<quint64> writeMerges;
    std::optional<quint64> discardSectors;
    std::optional<quint64> discardIos;
    std::optional<quint64> discardMerges;
    std::optional<quint64> flushIos;
    std::optional<quint64> readTicks;
    std::optional<quint64> writeTicks;
    std::optional<quint64> discardTicks;
    std::optional<quint64> flushTicks;
    std::optional<quint64> iosInProgress;
    std::optional<quint64> totalTicks;
    std::optional<quint64> weightTicks;

    static constexpr auto fields()
    {
        return fieldList(
            field("read-sectors", &DiskCounters::readSectors, "512-byte sectors read"),
            field("read-ios", &DiskCounters::readIos, "reads completed"),
            field("read-merges", &DiskCounters::readMerges, "reads merged"),
            field("write-sectors", &DiskCounters::writeSectors, "512-byte sectors written"),
            field("write-ios", &DiskCounters::writeIos, "writes completed"),
            field("write-merges", &DiskCounters::writeMerges, "writes merged"),
            field("discard-sectors", &DiskCounters::discardSectors, "512-byte sectors discarded"),
            field("discard-ios", &DiskCounters::discardIos, "discards completed"),
            field("discard-merges", &DiskCounters::discardMerges, "discards merged"),
            field("flush-ios", &DiskCounters::flushIos, "flushes completed"),
            field("read-ticks", &DiskCounters::readTicks, "milliseconds reading"),
            field("write-ticks", &DiskCounters::writeTicks, "milliseconds writing"),
            field("discard-ticks", &DiskCounters::discardTicks, "milliseconds discarding"),
            field("flush-ticks", &DiskCounters::flushTicks, "milliseconds flushing"),
            field("ios-pgr", &DiskCounters::iosInProgress, "requests in progress now"),
            field("total-ticks", &DiskCounters::totalTicks,
                  "milliseconds with at least one request in progress"),
            field("weight-ticks", &DiskCounters::weightTicks,
                  "milliseconds, weighted by the requests in progress"));
    }
};

struct DiskStats
{
    QString name;
    quint64 major = 0;
    quint64 minor = 0;
    DiskCounters stats;

    static constexpr auto fields()
    {
        return fieldList(field("name", &DiskStats::name, "the block device"),
                          field("major", &DiskStats::major, "its major number"),
                          field("minor", &DiskStats::minor, "its minor number"),
                          field("stats", &DiskStats::stats, "its counters since boot"));
    }
};

} // namespace ga
