// SPDX-License-Identifier: Apache-2.0
// Host name, operating system, time zone, users logged in, devices.
#pragma once

#include "protocol/codec.h"

namespace ga {

struct HostName
{
    QString hostName;

    static constexpr auto fields()
    {
        return fieldList(field("host-name", &HostName::hostName, "the guest's name for itself"));
    }
};

struct UserSession
{
    QString user;
    double loginTime = 0;
    std::optional<QString> domain;

    static constexpr auto fields()
    {
        return fieldList(field("user", &UserSession::user, "the user's name"),
                          field("login-time", &UserSession::loginTime,
                                "earliest login, in seconds since 1970-01-01 UTC"),
                          field("domain", &UserSession::domain, "the user's domain (Windows)"));
    }
};

struct TimeZone
{
    std::optional<QString> zone;
    qint64 offset = 0;

    static constexpr auto fields()
    {
        return fieldList(field("zone", &TimeZone::zone, "the zone's abbreviation"),
                          field("offset", &TimeZone::offset, "seconds east of UTC, now"));
    }
};

struct OsInfo
{
    std::optional<QString> kernelRelease;
    std::optional<QString> kernelVersion;
    std::optional<QString> machine;
    std::optional<QString> id;
    std::optional<QString> name;
    std::optional<QString> prettyName;
    std::optional<QString> version;
    std::optional<QString> versionId;
    std::optional<QString> variant;
    std::optional<QString> variantId;

    static constexpr auto fields()
    {
        return fieldList(field("kernel-release", &OsInfo::kernelRelease,
                                "as uname(2) has it; on Windows the build number"),
                          field("kernel-version", &OsInfo::kernelVersion,
                                "as uname(2) has it; on Windows the version"),
                          field("machine", &OsInfo::machine, "the hardware's architecture"),
                          field("id", &OsInfo::id, "ID of os-release(5)"),
                          field("name", &OsInfo::name, "NAME"),
                          field("pretty-name", &OsInfo::prettyName, "PRETTY_NAME"),
                          field("version", &OsInfo::version, "VERSION"),
                          field("version-id", &OsInfo::versionId, "VERSION_ID"),
                          field("variant", &OsInfo::variant, "VARIANT"),
                          field("variant-id", &OsInfo::variantId, "VARIANT_ID"));
    }
};

enum class DeviceType { Pci };

template <>
struct EnumNames<DeviceType>
{
    static constexpr const char *typeName = "GuestDeviceType";
    static constexpr const char *names[]{"pci"};
};

struct DeviceId
{
    DeviceType type = DeviceType::Pci;
    quint64 vendorId = 0;
    quint64 deviceId = 0;

    static constexpr auto fields()
    {
        return fieldList(field("type", &DeviceId::type, "the kind of id"),
                          field("vendor-id", &DeviceId::vendorId, "the vendor"),
                          field("device-id", &DeviceId::deviceId, "the device"));
    }
};

struct DeviceDriver
{
    QString driverName;
    std::optional<qint64> driverDate;
    std::optional<QString> driverVersion;
    std::optional<DeviceId> id;

    static constexpr auto fields()
    {
        return fieldList(
            field("driver-name", &DeviceDriver::driverName, "the driver"),
            field("driver-date", &DeviceDriver::driverDate, "nanoseconds since 1970-01-01 UTC"),
            field("driver-version", &DeviceDriver::driverVersion, "the driver's version"),
            field("id", &DeviceDriver::id, "the device"));
    }
};

} // namespace ga
