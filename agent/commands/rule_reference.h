// SPDX-License-Identifier: Apache-2.0
// RuleReference: the one rule of the owner's policy that refuses or limits something, for programs
// to read.
#pragma once

#include "protocol/fields.h"

#include <QString>

#include <optional>

namespace ga {

struct RuleReference
{
    QString key;
    std::optional<QString> value;
    std::optional<QString> file;

    bool operator==(const RuleReference &) const = default;

    static constexpr auto fields()
    {
        return fieldList(
            field("key", &RuleReference::key, "the setting, as the configuration file names it"),
            field("value", &RuleReference::value,
                  "its value, where the rule is one of several that it could name"),
            field("file", &RuleReference::file,
                  "the file that it stands in; absent: the agent's command line"));
    }
};

} // namespace ga
