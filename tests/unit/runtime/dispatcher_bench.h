// SPDX-License-Identifier: Apache-2.0
// A dispatcher with commands that hang as long as a test wants, and what became of its requests.
#pragma once

#include "runtime/dispatcher.h"

#include "runtime/file_table.h"
#include "runtime/freeze_session.h"
#include "runtime/process_table.h"
#include "tests/fakes/lacking_platform.h"
#include "tests/fakes/memory_handle_counter.h"
#include "tests/patience.h"

#include <QSemaphore>
#include <QTest>

namespace ga {

// For what a test lets never happen by itself.
constexpr std::chrono::milliseconds never = std::chrono::hours(1);

// A sync goes past at once, and a resource that is in use is refused at once; all else waits for
// ever.
inline DispatcherTimes impatient()
{
    using namespace std::chrono_literals;
    return {[](const Command &) { return never; }, 0ms, 0ms, never};
}

// Nothing happens because of time.
inline DispatcherTimes patient()
{
    return {[](const Command &) { return never; }, never, never, never};
}

// A trim that hangs until it is let go: stands in for a dead disk, which can't be had in a unit
// test.
class HangingTrimmer : public Trimmer
{
public:
    explicit HangingTrimmer(QSemaphore &letGo, QSemaphore &entered)
        : m_letGo(letGo)
        , m_entered(entered)
    {}

    Result<TrimReply> trim(qint64) override
    {
        m_entered.release();
        m_letGo.acquire();
        return TrimReply{};
    }

private:
    QSemaphore &m_letGo;
    QSemaphore &m_entered;
};

// A file on a dead disk, whose opening and closing are counted.
class HangingFiles : public Files
{
    class Counted : public GuestFile
    {
    public:
        explicit Counted(QSemaphore &closed)
            : m_closed(closed)
        {}

        Result<Chunk> read(qint64) override { return Chunk{}; }
        Result<qint64> write(QByteArrayView) override { return 0; }
        Result<qint64> seek(qint64, Whence) override { return 0; }
        Result<Nothing> flush() override { return Nothing{}; }
        Result<Nothing> close() override
        {
            m_closed.release();
            return Nothing{};
        }

    private:
        QSemaphore &m_closed;
    };

public:
    HangingFiles(QSemaphore &letGo, QSemaphore &counter)
        : m_letGo(letGo)
        , m_counter(counter)
    {}

    Result<std::unique_ptr<GuestFile>> open(const QString &, const QString &) override
    {
        m_letGo.acquire();
        m_counter.release();
        return std::make_unique<Counted>(m_counter);
    }

private:
    QSemaphore &m_letGo;
    QSemaphore &m_counter;
};

struct FreezeCounters
{
    QSemaphore freezes;
    QSemaphore thaws;
    bool freezerHangs = false;
};

class CountingFreezer : public Freezer
{
public:
    CountingFreezer(FreezeCounters &counters, QSemaphore &letGo)
        : m_counters(counters)
        , m_letGo(letGo)
    {}

    Result<qint64> freeze(const std::optional<QList<QString>> &) override
    {
        if (m_counters.freezerHangs)
            m_letGo.acquire();
        m_counters.freezes.release();
        return 2;
    }

    Result<qint64> thaw() override
    {
        m_counters.thaws.release();
        return 2;
    }

    Result<FreezePlan> plan(const std::optional<QList<QString>> &) override { return FreezePlan(); }
    std::optional<FreezeEnd> endedEarly() override { return std::nullopt; }
    void notifyEnd(std::function<void()>) override {}

private:
    FreezeCounters &m_counters;
    QSemaphore &m_letGo;
};

class FixedLoad : public Load
{
public:
    Result<LoadAverage> read() override { return LoadAverage{1, 2, 3}; }
};

class HangingLoad : public Load
{
public:
    HangingLoad(QSemaphore &letGo, QSemaphore &entered)
        : m_letGo(letGo)
        , m_entered(entered)
    {}

    Result<LoadAverage> read() override
    {
        m_entered.release();
        m_letGo.acquire();
        return LoadAverage{};
    }

private:
    QSemaphore &m_letGo;
    QSemaphore &m_entered;
};

class CountingPower : public Power
{
public:
    explicit CountingPower(QSemaphore &shutdowns)
        : m_shutdowns(shutdowns)
    {}

    Result<Nothing> shutdown(ShutdownMode) override
    {
        m_shutdowns.release();
        return Nothing{};
    }

private:
    QSemaphore &m_shutdowns;
};

class RefusedSuspension : public Suspension
{
public:
    Result<Nothing> suspend(SuspendMode) override { return fail(QStringLiteral("no")); }
};

struct Bench : FreezeCounters
{
    QSemaphore shutdowns;
    QSemaphore letGo;
    QSemaphore entered;
    Platform platform = lackingPlatform();
    MemoryHandleCounter counter;
    FileTable files{counter};
    ProcessTable processes;
    FreezeSession freeze{platform};
    CommandGate gate{platform, freeze, {}};
    Services services{
        platform, files, processes, freeze, QStringLiteral("1.2.3"), [this](const Command &c) {
            return gate.reasonOff(c).isEmpty();
        }};
    Dispatcher dispatcher;
    QByteArrayList replies;
    QStringList refusals; // The errors of what was handled.

    explicit Bench(DispatcherTimes times = impatient())
        : dispatcher(services, gate, times)
    {
        platform.trimmer = std::make_unique<HangingTrimmer>(letGo, entered);
        platform.freezer = std::make_unique<CountingFreezer>(*this, letGo);
        platform.load = std::make_unique<FixedLoad>();
        platform.power = std::make_unique<CountingPower>(shutdowns);
        platform.suspension = std::make_unique<RefusedSuspension>();
        QObject::connect(&dispatcher, &Dispatcher::reply, &dispatcher,
                         [this](const QByteArray &line) { replies.append(line); });
        QObject::connect(&dispatcher, &Dispatcher::handled, &dispatcher,
                         [this](const RequestReport &report) {
                             if (report.error)
                                 refusals.append(report.error->description);
                         });
    }

    ~Bench()
    {
        letGo.release(100'000);
        [[maybe_unused]] const bool done =
            eventually([this] { return !dispatcher.hasUnfinishedWork(); });
    }

    void send(const QByteArray &text)
    {
        Framer framer;
        for (auto &frame : framer.feed(text + '\n'))
            dispatcher.submit(readRequest(std::move(frame)));
    }
};

inline QByteArray execute(const char *command)
{
    return QByteArray("{\"execute\":\"") + command + "\",\"id\":\"" + command + "\"}";
}

inline QByteArray sync(int id)
{
    return "{\"execute\":\"guest-sync\",\"arguments\":{\"id\":" + QByteArray::number(id) + "}}";
}

} // namespace ga
