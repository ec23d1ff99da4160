// SPDX-License-Identifier: Apache-2.0
// The agent's reasons in the user's language.
#pragma once

#include "status/status_protocol.h"

#include <QList>
#include <QString>

namespace ga {

// As a sentence. A reason that has no rule and isn't known here is shown as the agent words it.
QString reasonInWords(const QString &reason, const std::optional<RuleReference> &rule = {});

// One for each of the rules that limit a command; `limit`, as the agent words it, where one isn't
// known here.
QString limitInWords(const QString &limit, const std::optional<QList<RuleReference>> &rules);

} // namespace ga
