// SPDX-License-Identifier: Apache-2.0
// The scripts of a hook directory.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QList>

namespace ga {

// Whether a file of that name is one that an editor or a package manager has put aside; those are
// no hooks, as qemu-ga's packaged fsfreeze-hook has it (protocol.md, "Fsfreeze hook").
bool isPutAside(const QByteArray &name);

// The paths of the executable files of a directory, in the byte order of their names; what is put
// aside is left out. Error: "failed to read DIRECTORY: CAUSE".
Result<QList<QByteArray>> hookScripts(const QByteArray &directory);

} // namespace ga
