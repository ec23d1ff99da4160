// SPDX-License-Identifier: Apache-2.0
// The agent's reasons in the user's language.
#pragma once

#include <QString>

namespace ga {

// As a sentence. A reason that isn't known here is shown as the agent words it.
QString reasonInWords(const QString &reason);

} // namespace ga
