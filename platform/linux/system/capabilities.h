// SPDX-License-Identifier: Apache-2.0
// What the kernel lets this process do.
#pragma once

namespace ga {

// Whether the calling thread has one of capabilities(7), CAP_SYS_ADMIN say, in its effective set.
bool hasCapability(int capability);

} // namespace ga
