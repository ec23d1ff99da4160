// SPDX-License-Identifier: Apache-2.0
// One row of the catalogue: a command, and what follows from its handler's signature.
#pragma once

#include "commands/risk.h"
#include "commands/services.h"
#include "protocol/codec.h"

#include <chrono>

namespace ga {

enum class Lane {
    Inline, // On the event loop. Never blocks.
    Worker, // On the worker thread, one after the other.
    Sync,   // On the event loop, and past a command that keeps it waiting: answers to what came
            // before are dropped.
};

enum class WhenFrozen { Refuse, Allow };

enum class Answer {
    Always,
    Delimited,  // Always, and a success has the byte 0xFF before it.
    OnlyErrors, // The guest may be gone before an answer could be sent (guest-shutdown,
                // guest-suspend-*).
};

// What a command works on. Two commands of one resource never run side by side. Files and programs
// need none: the table of open files lends each of them to one command at a time.
enum class Resource {
    None,
    Accounts,
    Clock,
    Disks,
    FileSystems,
    Identity,
    Memory,
    Network,
    Power,
    Processors
};

// The reason why this system lacks what a command needs; empty where it has it.
using Need = const QString &(*)(const Platform &);

template <auto Member>
const QString &need(const Platform &platform)
{
    return (platform.*Member).reason();
}

// Takes back what a command did, for a client that no longer knows of it. `reply` is the line that
// it would have got.
using Undo = void (*)(Services &, const QByteArray &reply);

struct CommandTraits
{
    Risk risk = Risk::Observe;
    Need needs = nullptr; // nullptr: every system has it.
    Lane lane = Lane::Worker;
    WhenFrozen whenFrozen = WhenFrozen::Refuse;
    Answer answer = Answer::Always;
    Resource resource = Resource::None;
    std::chrono::seconds deadline{60}; // Behind it the host is told that the command still runs.
    Undo undo = nullptr;           // Where a success that nobody waits for any more must not last.
    const char *subject = nullptr; // The argument that names what is worked on, for the audit.
};

struct Command
{
    const char *name;
    CommandTraits traits;
    const char *since; // The first version of the protocol that has it.
    const char *summary;

    // Decodes `arguments`, holds them to the owner's rules, runs the handler, and writes what it
    // returns; writes nothing on an error.
    Result<Nothing> (*run)(Services &services, const Value &arguments, JsonWriter &writer);
    // Only decodes them, and holds them to the rules.
    Result<Nothing> (*check)(const ArgumentRules &rules, const Value &arguments);
    TypePointer (*describeArguments)();
    TypePointer (*describeResult)();
};

namespace detail {

// A family says which of its arguments the owner's rules limit by an overload of
//     Result<Nothing> checkRules(const ArgumentRules &rules, const FAMILYArguments &arguments);
template <typename Arguments>
Result<Nothing> holdToRules(const ArgumentRules &rules, const Arguments &arguments)
{
    if constexpr (requires { checkRules(rules, arguments); })
        return checkRules(rules, arguments);
    else
        return Nothing{};
}

template <auto Handler>
struct Signature;

template <typename Reply, typename Arguments,
          Result<Reply> (*Handler)(Services &, const Arguments &)>
struct Signature<Handler>
{
    static Result<Nothing> run(Services &services, const Value &arguments, JsonWriter &writer)
    {
        auto decoded = Codec<Arguments>::decodeMembers(arguments, nullptr);
        if (!decoded)
            return fail(std::move(decoded).error());
        const auto rules = services.argumentRules ? services.argumentRules() : nullptr;
        if (rules) {
            if (auto allowed = holdToRules(*rules, *decoded); !allowed)
                return allowed;
        }
        auto reply = Handler(services, *decoded);
        if (!reply)
            return fail(std::move(reply).error());
        Codec<Reply>::encode(writer, *reply);
        return Nothing{};
    }
    static Result<Nothing> check(const ArgumentRules &rules, const Value &arguments)
    {
        return Codec<Arguments>::decodeMembers(arguments, nullptr)
            .and_then([&](const Arguments &decoded) { return holdToRules(rules, decoded); });
    }

    static TypePointer describeArguments() { return Codec<Arguments>::describe(); }
    static TypePointer describeResult() { return Codec<Reply>::describe(); }
};

template <typename Reply, Result<Reply> (*Handler)(Services &)>
struct Signature<Handler>
{
    static Result<Reply> withoutArguments(Services &services, const Nothing &)
    {
        return Handler(services);
    }
    static Result<Nothing> run(Services &services, const Value &arguments, JsonWriter &writer)
    {
        return Signature<&withoutArguments>::run(services, arguments, writer);
    }
    static Result<Nothing> check(const ArgumentRules &rules, const Value &arguments)
    {
        return Signature<&withoutArguments>::check(rules, arguments);
    }
    static TypePointer describeArguments() { return Codec<Nothing>::describe(); }
    static TypePointer describeResult() { return Codec<Reply>::describe(); }
};

} // namespace detail

template <auto Handler>
constexpr Command command(const char *name, CommandTraits traits, const char *since,
                          const char *summary)
{
    using S = detail::Signature<Handler>;
    return {name,
            traits,
            since,
            summary,
            &S::run,
            &S::check,
            &S::describeArguments,
            &S::describeResult};
}

} // namespace ga
