// SPDX-License-Identifier: Apache-2.0
// COM ports, which need settings before they carry bytes.
#pragma once

#include "protocol/result.h"

#include <windows.h>

namespace ga {

bool isSerialLine(HANDLE device);

// 8 data bits, no parity, 1 stop bit, no flow control, every byte as it is; a line slower than
// 38400 baud is raised to that, as qemu-ga does. Drops what came in before. Error: Windows' text.
Result<Nothing> setUpSerialLine(HANDLE line);

} // namespace ga
