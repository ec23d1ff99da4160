// SPDX-License-Identifier: Apache-2.0
// How a plain struct tells the protocol about its members.
#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <iterator>
#include <optional>

namespace ga {

// One member of an argument or result struct: its name on the wire, where it is, and what it means.
template <typename Struct, typename Member>
struct Field
{
    const char *name;
    Member Struct::*member;
    const char *summary;
};

template <typename Struct, typename Member>
constexpr Field<Struct, Member> field(const char *name, Member Struct::*member, const char *summary)
{
    return {name, member, summary};
}

// Some members, as one value to be called with what is to see them all. Not a std::tuple: every file
// that includes a struct would have the compiler choose among its constructors anew, which took half
// of the time of a build.
template <typename... Fields>
constexpr auto fieldList(Fields... fields)
{
    return [fields...](const auto &visitor) { return visitor(fields...); };
}

// A struct of the protocol lists its members in the order in which they are checked and written:
//     static constexpr auto fields()
//     { return fieldList(field("minimum", &TrimArguments::minimum, "...")); }
template <typename T>
concept HasFields = requires
{
    T::fields();
};

// An enumeration of the protocol: specialise with `typeName`, and `names`, the wire's words in the
// order of the enumerators. `names` is an array of the language: GCC 12 for Windows puts a
// std::array of deduced type now with the constants and now with the data, and does not link them.
template <typename E>
struct EnumNames;

template <typename E>
concept HasEnumNames = requires
{
    EnumNames<E>::names;
};

// The wire's word for an enumerator.
template <HasEnumNames E>
constexpr const char *wireName(E enumerator)
{
    return EnumNames<E>::names[size_t(enumerator)];
}

// The enumerator of a wire's word; nothing where it is none.
template <HasEnumNames E>
std::optional<E> fromWireName(QStringView word)
{
    const auto &names = EnumNames<E>::names;
    const auto found = std::find_if(std::begin(names), std::end(names), [&](const char *name) {
        return word == QLatin1StringView(name);
    });
    if (found == std::end(names))
        return std::nullopt;
    return E(std::distance(std::begin(names), found));
}

// An argument that is base64 text. It is decoded by the command, after all arguments were found
// well-formed, because that is when the protocol reports it.
struct Base64Text
{
    QByteArray text; // May be a slice of the request: valid while the request is.
};

// A result that is sent as base64.
struct Base64Bytes
{
    QByteArray bytes;
};

} // namespace ga
