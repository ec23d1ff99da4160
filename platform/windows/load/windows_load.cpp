// SPDX-License-Identifier: Apache-2.0
// Samples the performance counter on a thread of the system's pool.
#include "platform/windows/load/windows_load.h"

#include "platform/windows/load/load_average.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <pdh.h>

namespace ga {

namespace {

constexpr std::chrono::milliseconds interval = std::chrono::seconds(5); // As qemu-ga's.
constexpr wchar_t queueLength[] = L"\\System\\Processor Queue Length";

struct CloseQuery
{
    void operator()(PDH_HQUERY query) const { ::PdhCloseQuery(query); }
};
using Query = std::unique_ptr<void, CloseQuery>;

tl::unexpected<Error> failPdh(PDH_STATUS status)
{
    return failWindows(QStringLiteral("cannot query load average"), DWORD(status));
}

} // namespace

class WindowsLoad::Sampler
{
public:
    static Result<std::unique_ptr<Sampler>> start()
    {
        PDH_HQUERY opened = nullptr;
        if (const PDH_STATUS status = ::PdhOpenQueryW(nullptr, 0, &opened))
            return failPdh(status);
        Query query(opened);
        PDH_HCOUNTER counter = nullptr;
        if (const PDH_STATUS status =
                ::PdhAddEnglishCounterW(query.get(), queueLength, 0, &counter))
            return failPdh(status);
        std::unique_ptr<Sampler> sampler(new Sampler(std::move(query), counter));
        if (!sampler->m_timer)
            return failPdh(PDH_STATUS(::GetLastError()));
        return sampler;
    }

    ~Sampler()
    {
        if (!m_timer)
            return;
        ::SetThreadpoolTimer(m_timer, nullptr, 0, 0);
        ::WaitForThreadpoolTimerCallbacks(m_timer, TRUE);
        ::CloseThreadpoolTimer(m_timer);
    }

    LoadAverage averages() const
    {
        const std::lock_guard lock(m_mutex);
        return m_load.averages();
    }

private:
    using Clock = std::chrono::steady_clock;

    Sampler(Query query, PDH_HCOUNTER counter)
        : m_query(std::move(query))
        , m_counter(counter)
        , m_timer(::CreateThreadpoolTimer(&Sampler::onTimer, this, nullptr))
    {
        if (!m_timer)
            return;
        FILETIME now{}; // In the past: at once.
        ::SetThreadpoolTimer(m_timer, &now, DWORD(interval.count()), 0);
    }

    static void CALLBACK onTimer(PTP_CALLBACK_INSTANCE, void *sampler, PTP_TIMER)
    {
        static_cast<Sampler *>(sampler)->sample();
    }

    void sample()
    {
        const std::lock_guard lock(m_mutex);
        PDH_FMT_COUNTERVALUE value{};
        if (::PdhCollectQueryData(m_query.get()) != ERROR_SUCCESS ||
            ::PdhGetFormattedCounterValue(m_counter, PDH_FMT_DOUBLE, nullptr, &value) !=
                ERROR_SUCCESS)
            return;
        const Clock::time_point now = Clock::now();
        m_load.add(value.doubleValue, now - m_last);
        m_last = now;
    }

    const Query m_query;
    const PDH_HCOUNTER m_counter;
    mutable std::mutex m_mutex;
    RunningLoad m_load;
    Clock::time_point m_last = Clock::now();
    const PTP_TIMER m_timer; // The last: its callback uses all of the above.
};

WindowsLoad::WindowsLoad() = default;
WindowsLoad::~WindowsLoad() = default;

Result<LoadAverage> WindowsLoad::read()
{
    const std::lock_guard lock(m_mutex);
    if (!m_sampler) {
        auto sampler = Sampler::start();
        if (!sampler)
            return fail(std::move(sampler).error());
        m_sampler = *std::move(sampler);
    }
    return m_sampler->averages();
}

} // namespace ga
