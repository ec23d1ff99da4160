// SPDX-License-Identifier: Apache-2.0
// One typed word as the JSON value that its type asks for.
#pragma once

#include "client/argument_words.h"
#include "protocol/json_writer.h"
#include "protocol/type_description.h"

#include <variant>

namespace ga {

// Writes one value: integers exactly, true/false/on/off, enumerated words, strings, and base64 of
// whatever bytes a base64 member gets. Error, Kind::Usage: `word` is no value of `type`; says what
// would be. A string from a file loses the file's last line end.
ClientResult<std::monostate> writeTyped(JsonWriter &writer, const ArgumentWord &word,
                                        const TypeDescription &type);

// A value whose type nobody knows: as JSON where the text is JSON, else as a string.
ClientResult<std::monostate> writeUntyped(JsonWriter &writer, const ArgumentWord &word);

// The JSON after ":=". Error, Kind::Usage: it is none.
ClientResult<std::monostate> writeJson(JsonWriter &writer, const ArgumentWord &word);

} // namespace ga
