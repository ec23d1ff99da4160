// SPDX-License-Identifier: Apache-2.0
// The machine's own clocks, clock_settime(2) and rtc(4).
#include "platform/linux/clock/clock_calls.h"

#include "platform/linux/descriptor.h"
#include "platform/linux/system/regular_file.h"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <thread>

namespace ga {

namespace {

using namespace std::chrono_literals;

class RtcDevice : public HardwareClock
{
public:
    explicit RtcDevice(Descriptor device)
        : m_device(std::move(device))
    {}

    int read(rtc_time &time) override
    {
        return ::ioctl(m_device.number(), RTC_RD_TIME, &time) == 0 ? 0 : errno;
    }
    int write(const rtc_time &time) override
    {
        return ::ioctl(m_device.number(), RTC_SET_TIME, &time) == 0 ? 0 : errno;
    }
    std::chrono::nanoseconds firstSecondAfterWriting() const override
    {
        const auto name = readRegularFile("/sys/class/rtc/rtc0/name", 4096);
        return name && name->startsWith("rtc_cmos") ? 500ms : 1000ms;
    }

private:
    Descriptor m_device;
};

class SystemClockCalls : public ClockCalls
{
public:
    int readSystemClock(timespec &time) override
    {
        return ::clock_gettime(CLOCK_REALTIME, &time) == 0 ? 0 : errno;
    }
    int setSystemClock(const timespec &time) override
    {
        return ::clock_settime(CLOCK_REALTIME, &time) == 0 ? 0 : errno;
    }
    void sleep(std::chrono::nanoseconds duration) override
    {
        std::this_thread::sleep_for(duration);
    }

    tl::expected<std::unique_ptr<HardwareClock>, int> openHardwareClock() override
    {
        for (const char *path : {"/dev/rtc0", "/dev/rtc"}) {
            Descriptor device(::open(path, O_RDONLY | O_CLOEXEC));
            if (device.isValid())
                return std::make_unique<RtcDevice>(std::move(device));
            if (errno != ENOENT && errno != ENXIO && errno != ENODEV)
                return tl::unexpected(errno);
        }
        return tl::unexpected(ENOENT);
    }

    QByteArray adjustments() override
    {
        return readRegularFile("/etc/adjtime", 4096).value_or(QByteArray());
    }
};

} // namespace

std::unique_ptr<ClockCalls> createClockCalls()
{
    return std::make_unique<SystemClockCalls>();
}

} // namespace ga
