// SPDX-License-Identifier: Apache-2.0
// The arguments of a request, from what was typed and what the catalogue says about the command.
#pragma once

#include "client/argument_words.h"
#include "protocol/type_description.h"

namespace ga {

// A JSON object; empty where nothing was typed. Repeating a name fills a list. Errors, Kind::Usage:
// a name that `type` doesn't have, with the one that may have been meant; a value of another type;
// a name repeated that takes one value; one that has to be given and isn't.
ClientResult<QByteArray> typedArguments(const QList<ArgumentWord> &words,
                                        const TypeDescription &type);

// For a command that nobody knows: names as they come, values as JSON where they are JSON.
ClientResult<QByteArray> untypedArguments(const QList<ArgumentWord> &words);

} // namespace ga
