// SPDX-License-Identifier: Apache-2.0
// A guest's answer as people read it: indented, in colour, numbers exact.
#pragma once

#include "protocol/type_description.h"
#include "protocol/value.h"

#include <QByteArray>
#include <QStringList>

namespace ga {

struct JsonStyle
{
    bool compact = false; // One line.
    bool colour = false;  // ANSI escape sequences.
    bool decode = false;  // Base64 that holds UTF-8 text is shown as that text.
};

struct JsonText
{
    QByteArray utf8;     // Without a line end behind it.
    QStringList encoded; // Members that were to be decoded and hold no text.
};

// Members in the order in which `type` has them, then those that it hasn't; `type` may be nullptr.
// What a terminal would act on is escaped (client/terminal_text.h).
JsonText jsonText(const Value &value, const TypeDescription *type, JsonStyle style);

} // namespace ga
