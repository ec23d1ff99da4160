// SPDX-License-Identifier: Apache-2.0
// A thread for as long as there is something to set.
#include "app/patient_switch.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace ga {

namespace {

constexpr std::chrono::seconds patience(2);

} // namespace

struct PatientSwitch::State
{
    explicit State(Apply what)
        : apply(std::move(what))
    {}

    const Apply apply;
    std::mutex mutex;
    std::condition_variable changed;
    bool wanted = false;
    quint64 asked = 0; // How often it was wanted, and how many of these are done.
    quint64 done = 0;
    Result<Nothing> outcome = Nothing{}; // Of the last that is done.
    bool isRunning = false;
};

PatientSwitch::PatientSwitch(QString name, Apply apply)
    : m_name(std::move(name))
    , m_state(std::make_shared<State>(std::move(apply)))
{}

Result<Nothing> PatientSwitch::set(bool isOn)
{
    std::unique_lock lock(m_state->mutex);
    m_state->wanted = isOn;
    const quint64 number = ++m_state->asked;
    if (!m_state->isRunning) {
        try {
            std::thread([state = m_state] { run(state); }).detach();
            m_state->isRunning = true;
        } catch (const std::system_error &error) {
            return failSystem(QStringLiteral("no thread for '%1'").arg(m_name),
                              error.code().value());
        }
    }
    if (!m_state->changed.wait_for(lock, patience, [&] { return m_state->done >= number; })) {
        return fail(
            QStringLiteral("'%1' has not answered for %2 s").arg(m_name).arg(patience.count()));
    }
    return m_state->outcome;
}

void PatientSwitch::run(const std::shared_ptr<State> &state)
{
    std::unique_lock lock(state->mutex);
    while (state->done != state->asked) {
        const bool isOn = state->wanted;
        const quint64 number = state->asked;
        lock.unlock();
        auto outcome = state->apply(isOn);
        lock.lock();
        state->outcome = std::move(outcome);
        state->done = number;
        state->changed.notify_all();
    }
    state->isRunning = false;
}

} // namespace ga
