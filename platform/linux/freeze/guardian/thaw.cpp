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
constexpr long patience = 100'000'000;   // Nanoseconds that a thaw has to itself.

void thawFully(int descriptor)
{
    for (int i = 0; i < mostFreezes; ++i) {
        if (::ioctl(descriptor, FITHAW, 0) != 0 && errno != EINTR)
            return;
    }
}

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
int unfinished = 0; // Guarded by `mutex`.

void *thawInThread(void *descriptor)
{
    thawFully(*static_cast<const int *>(descriptor));
    ::pthread_mutex_lock(&mutex);
    --unfinished;
    ::pthread_cond_signal(&changed);
    ::pthread_mutex_unlock(&mutex);
    return nullptr;
}

timespec soon()
{
    timespec time = {};
    ::clock_gettime(CLOCK_REALTIME, &time);
    time.tv_nsec += patience;
    if (time.tv_nsec >= 1'000'000'000) {
        time.tv_nsec -= 1'000'000'000;
        ++time.tv_sec;
    }
    return time;
}

// Returns when nothing is unfinished, or after a moment.
void waitAMoment()
{
    const timespec end = soon();
    ::pthread_mutex_lock(&mutex);
    while (unfinished > 0 && ::pthread_cond_timedwait(&changed, &mutex, &end) == 0) {
    }
    ::pthread_mutex_unlock(&mutex);
}

void waitForAll()
{
    ::pthread_mutex_lock(&mutex);
    while (unfinished > 0)
        ::pthread_cond_wait(&changed, &mutex);
    ::pthread_mutex_unlock(&mutex);
}

void begin(const int *descriptor, const pthread_attr_t &attributes)
{
    ::pthread_mutex_lock(&mutex);
    ++unfinished;
    ::pthread_mutex_unlock(&mutex);
    pthread_t thread;
    // The thread only reads what it is given.
    if (::pthread_create(&thread, &attributes, &thawInThread, const_cast<int *>(descriptor)) != 0)
        thawInThread(const_cast<int *>(descriptor));
}

} // namespace

void thawAll(const int *descriptors, int count)
{
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, stackSize);
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    for (int i = count - 1; i >= 0; --i) {
        begin(descriptors + i, attributes);
        waitAMoment();
    }
    waitForAll();
    ::pthread_attr_destroy(&attributes);
}

} // namespace ga::guardian
