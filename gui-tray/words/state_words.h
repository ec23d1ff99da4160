// SPDX-License-Identifier: Apache-2.0
// The agent's state in the user's words.
#pragma once

#include "model/agent_model.h"

#include <QString>

namespace ga {

// Some words, as a headline and in the menu: "File systems frozen".
QString stateTitle(const AgentModel &model);

// The same with the time that is left: "File systems frozen: 12 s left".
QString stateLine(const AgentModel &model);

// Of a freeze that ended without the host: a headline, and what it means for the user.
QString earlyEndTitle();
QString earlyEndSentence(const FreezeRecord &freeze);

// What it means for the user, in a sentence or two.
QString stateSentence(const AgentModel &model);

} // namespace ga
