// SPDX-License-Identifier: Apache-2.0
// AgentsWord: what the agent that runs tells of itself, for tools that would else tell of their own
// process, which may have fewer rights and another view.
#pragma once

#include "app/options.h"
#include "platform/api/sentence.h"
#include "status/permissions.h"

namespace ga {

struct AgentsWord
{
    tl::expected<StatusSnapshot, Sentence> status; // Unexpected: why no agent answers.
    std::optional<Permissions> permissions;
    qint64 pid = 0; // The agent's.
};

// Waits for the agent that `options` say where to find.
AgentsWord askAgent(const Options &options);

// What the system lacks by the agent's word. Where it gives none, because no agent answers or its
// policy turns the command off anyhow: what this process sees.
Lacking lackingBy(const AgentsWord &word, const Platform &platform);

} // namespace ga
