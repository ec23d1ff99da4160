// SPDX-License-Identifier: Apache-2.0
// What is told of a provider that is not registered.
#pragma once

#include "platform/windows/freeze/vss_error.h"

namespace ga {

struct ProviderFacts
{
    bool fileIsThere = false;  // The DLL beside the agent's program.
    bool isRegistered = false; // With VSS.
    QString registrationError; // What the last try left; empty: none, or it succeeded.
};

// Empty where freezing can be tried. A sentence without its full stop, with what would help.
QString missingProviderText(const ProviderFacts &facts);

// Of a registration that has just failed; `step` is what the DLL noted, and may be empty.
Error registrationFailure(const QString &step, VssResult result);

} // namespace ga
