// SPDX-License-Identifier: Apache-2.0
// The catalogue: every command of the protocol, one row each, in the order of their names.
#pragma once

#include "commands/command.h"

#include <QByteArrayView>

#include <span>

namespace ga {

std::span<const Command> catalogue();

const Command *findCommand(QByteArrayView name); // nullptr where there is none.

} // namespace ga
