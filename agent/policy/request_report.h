// SPDX-License-Identifier: Apache-2.0
// RequestReport: how a request went, as the dispatcher tells it.
#pragma once

#include "commands/command.h"
#include "protocol/envelope.h"

#include <chrono>

namespace ga {

// Valid during the call that hands it over.
struct RequestReport
{
    const Request &request;
    const Command *command; // nullptr: there is none of that name, or the request was malformed.
    const Error *error;     // nullptr: it was carried out.
    std::chrono::milliseconds duration{0};
};

} // namespace ga
