// SPDX-License-Identifier: Apache-2.0
// What the protocol's types look like: the form in which schema, documentation, completion and
// client see them.
#pragma once

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace ga {

struct TypeDescription;
using TypePointer = std::shared_ptr<const TypeDescription>;

struct MemberDescription
{
    QString name;
    bool optional = false;
    QString summary;
    TypePointer type;
};

struct TypeDescription
{
    enum class Kind {
        Integer,
        Unsigned,
        Number,
        Boolean,
        String,
        Base64,
        Enum,
        Alternate,
        Array,
        Object
    };

    Kind kind = Kind::Object;
    QString name;                           // Enums, alternates: the type's name in the protocol.
    QStringList values;                     // Enums, and the words that an alternate takes.
    std::vector<TypePointer> alternatives;  // Alternates.
    TypePointer element;                    // Arrays.
    std::vector<MemberDescription> members; // Objects.
};

} // namespace ga
