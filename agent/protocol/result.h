// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the error that the host is told.
#pragma once

#include "protocol/fields.h"

#include <QString>

#include <tl/expected.hpp>

#include <memory>
#include <utility>

namespace ga {

// The two classes that appear on the wire (protocol.md, "Request checks").
enum class ErrorClass { GenericError, CommandNotFound };

struct RuleReference; // Of the guest's owner: agent/commands/rule_reference.h.

struct Error
{
    ErrorClass errorClass = ErrorClass::GenericError;
    QString description; // The "desc" that the host reads; one sentence, system cause included.
    int systemError = 0; // errno or GetLastError() where the system was the cause, else 0.
    std::shared_ptr<const RuleReference> rule = nullptr; // That refused it; null: none did.

    static Error generic(QString description)
    {
        return {ErrorClass::GenericError, std::move(description)};
    }
    static Error commandNotFound(QString description)
    {
        return {ErrorClass::CommandNotFound, std::move(description)};
    }
    // "TEXT: strerror(NUMBER)", the form that every POSIX failure of the protocol has.
    static Error system(const QString &text, int errorNumber);
};

template <typename T>
using Result = tl::expected<T, Error>;

// A command that returns nothing: {"return": {}}.
struct Nothing
{
    static constexpr auto fields() { return fieldList(); }
};

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}
inline tl::unexpected<Error> fail(QString description)
{
    return fail(Error::generic(std::move(description)));
}
inline tl::unexpected<Error> failSystem(const QString &text, int errorNumber)
{
    return fail(Error::system(text, errorNumber));
}

} // namespace ga
