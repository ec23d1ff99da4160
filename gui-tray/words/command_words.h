// SPDX-License-Identifier: Apache-2.0
// What the host can ask for, in the user's words.
#pragma once

#include "status/status_protocol.h"

#include <QString>

namespace ga {

// "Start a program". A command that isn't known here: `otherwise`, or its name where that is empty.
QString commandInWords(const QString &command, const QString &otherwise = {});

QString riskInWords(Risk risk);
QString outcomeInWords(ActivityOutcome outcome);

} // namespace ga
