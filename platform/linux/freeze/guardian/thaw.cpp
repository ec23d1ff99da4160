// SPDX-License-Identifier: Apache-2.0
// One thread for each file system: the kernel makes a thaw wait for a freeze that is still under
// way, which itself may wait for the thaw of another file system.
#include "platform/linux/freeze/guardian/thaw.h"

#include <linux/fs.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <time.h>

#include <cerrno>
#include <climits>

namespace ga::guardian {

namespace {

constexpr int mostFreezes = 1000;        // Against somebody who freezes as fast as this thaws.
constexpr size_t stackSize = 128 * 1024; // Small, for all of it is locked in memory.
constexpr int moment = 100;              // Milliseconds that a thaw has to itself.

void thawFully(int descriptor)
{
    for (int i = 0; i < mostFreezes; ++i) {
        if (::ioctl(descriptor, FITHAW, 0) != 0 && errno != EINTR)
            return;
    }
}

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed;
int unfinished = 0; // Guarded by `mutex`.

void *thawInThread(void *argument)
{
    Held &held = *static_cast<Held *>(argument);
    ::pthread_mutex_lock(&mutex);
    while (held.isWanted) {
        held.isWanted = false;
        ::pthread_mutex_unlock(&mutex);
        thawFully(held.descriptor);
        ::pthread_mutex_lock(&mutex);
    }
    held.isBusy = false;
    --unfinished;
    ::pthread_cond_signal(&changed);
    ::pthread_mutex_unlock(&mutex);
    return nullptr;
}

// On the clock that `changed` goes by.
timespec after(int milliseconds)
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += milliseconds / 1000;
    time.tv_nsec += milliseconds % 1000 * 1'000'000L;
    if (time.tv_nsec >= 1'000'000'000) {
        time.tv_nsec -= 1'000'000'000;
        ++time.tv_sec;
    }
    return time;
}

// A thread that is still busy with it does it once more.
void begin(Held *held, const pthread_attr_t &attributes)
{
    ::pthread_mutex_lock(&mutex);
    const bool wasBusy = held->isBusy;
    held->isWanted = held->isBusy = true;
    unfinished += wasBusy ? 0 : 1;
    ::pthread_mutex_unlock(&mutex);
    pthread_t thread;
    if (!wasBusy && ::pthread_create(&thread, &attributes, &thawInThread, held) != 0)
        thawInThread(held);
}

template <typename Condition>
void waitWhile(Condition isSo, int milliseconds)
{
    const timespec end = after(milliseconds < 0 ? 0 : milliseconds);
    ::pthread_mutex_lock(&mutex);
    int error = 0;
    while (isSo() && error == 0) {
        error = milliseconds < 0 ? ::pthread_cond_wait(&changed, &mutex)
                                 : ::pthread_cond_timedwait(&changed, &mutex, &end);
    }
    ::pthread_mutex_unlock(&mutex);
}

void initializeOnce()
{
    static bool isDone = false;
    if (isDone)
        return;
    isDone = true;
    pthread_condattr_t clock;
    ::pthread_condattr_init(&clock);
    ::pthread_condattr_setclock(&clock, CLOCK_MONOTONIC); // The other one may be set meanwhile.
    ::pthread_cond_init(&changed, &clock);
    ::pthread_condattr_destroy(&clock);
}

} // namespace

void beginToThaw(Held *held, int count)
{
    initializeOnce();
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, stackSize);
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    for (int i = count - 1; i >= 0; --i) {
        begin(held + i, attributes);
        waitWhile([&] { return held[i].isBusy; }, moment);
    }
    ::pthread_attr_destroy(&attributes);
}

void waitForThaw(int milliseconds)
{
    waitWhile([] { return unfinished > 0; }, milliseconds);
}

} // namespace ga::guardian
