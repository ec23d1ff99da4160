// SPDX-License-Identifier: Apache-2.0
// Terminals that carry bytes for the host.
#pragma once

#include <QtGlobal>

#include <optional>

namespace ga {

// Bytes pass unchanged and unechoed; a read gives what there is (termios(3)). False: errno says
// why.
bool makeRaw(int terminal);

// Bits per second as set now, also where no Bnnn constant exists. None: errno says why.
std::optional<qint32> lineSpeed(int terminal);

} // namespace ga
