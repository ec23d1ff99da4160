// SPDX-License-Identifier: Apache-2.0
// Which agents run, and who has the port open.
#pragma once

#include "platform/linux/doctor/machine_facts.h"

namespace ga {

// Whether a program of this name is an agent with the words of this command line: qemu-ga, or qtga
// without a subcommand.
bool isAgent(const QByteArray &name, const QByteArrayList &words);

// Fills in the agents and the holder of `path`, from proc.
void readProcesses(const QByteArray &proc, const QByteArray &path, MachineFacts &facts);

} // namespace ga
