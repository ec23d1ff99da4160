// SPDX-License-Identifier: Apache-2.0
// What of a configuration is no mistake to the agent, and hardly what its owner meant.
#pragma once

#include "app/options.h"
#include "platform/api/sentence.h"

namespace ga {

// A sentence for each, which begins with the file: a key that nothing reads, a command that there
// is none of, a blank beside a comma. qemu-ga takes all of them in silence, so the agent does.
QList<Sentence> configurationDoubts(const Options &options);

} // namespace ga
