// SPDX-License-Identifier: Apache-2.0
// What an agent that is no root finds, for tests that root runs.
#pragma once

#include <linux/capability.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace ga {

// Calls `work` in a thread without capabilities: they belong to a thread, and the others keep
// theirs.
template <typename Work>
void withoutCapabilities(const Work &work)
{
    std::thread thread([&] {
        __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
        const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
        if (::syscall(SYS_capset, &header, none) == 0)
            work();
    });
    thread.join();
}

} // namespace ga
