// SPDX-License-Identifier: Apache-2.0
// The status protocol: what the agent tells everybody in the guest about itself, one JSON object a
// line (docs/status.md).
#pragma once

#include "commands/risk.h"
#include "commands/rule_reference.h"
#include "policy/activity_outcome.h"
#include "protocol/codec.h"

#include <QByteArray>

namespace ga {

// A member or a message that a reader doesn't know is to be ignored, as decodeStatusLine() does:
// only what would mislead such a reader makes a new version.
constexpr qint64 statusProtocolVersion = 1;

// No line is longer, its end included, in bytes. A reader drops a connection that sends more.
constexpr qsizetype longestStatusLine = 128 * 1024;

// All times are milliseconds since 1970-01-01 UTC.

// The one word for how things are. Where several hold, the later in this order counts, save that a
// freeze counts before all.
enum class AgentState {
    NoDevice,     // The transport's device is not there, or can't be opened.
    NoHost,       // The device is open, and nobody is on the host's side.
    Connected,    // A host is there; on transports that can't tell, the device is open.
    LeaseExpired, // A freeze was ended by its time or the loss of its guard; for ten minutes, or
                  // until the next freeze.
    Paused,       // The guest's owner has paused host access.
    Freezing,
    Frozen,
    Thawing,
};

template <>
struct EnumNames<AgentState>
{
    static constexpr const char *typeName = "AgentState";
    static constexpr const char *names[]{"no-device", "no-host",  "connected", "lease-expired",
                                         "paused",    "freezing", "frozen",    "thawing"};
};

// The first message of each connection.
struct StatusHello
{
    qint64 protocol = statusProtocolVersion;
    QString version;
    qint64 pid = 0;
    qint64 started = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("protocol", &StatusHello::protocol, "version of this protocol"),
            field("version", &StatusHello::version, "the agent's version"),
            field("pid", &StatusHello::pid, "the agent's process"),
            field("started", &StatusHello::started, "when the agent started, ms since 1970"));
    }
};

enum class HostPresence { Unknown, Absent, Present };

template <>
struct EnumNames<HostPresence>
{
    static constexpr const char *typeName = "HostPresence";
    static constexpr const char *names[]{"unknown", "absent", "present"};
};

struct ChannelStatus
{
    QString method;
    QString path;
    bool open = false;
    HostPresence host = HostPresence::Unknown;
    std::optional<QString> reason;

    static constexpr auto fields()
    {
        return fieldList(
            field("method", &ChannelStatus::method, "the transport, as --method has it"),
            field("path", &ChannelStatus::path, "its device, socket or address"),
            field("open", &ChannelStatus::open, "whether it is open"),
            field("host", &ChannelStatus::host, "whether somebody is on the host's side"),
            field("reason", &ChannelStatus::reason, "why it is not open"));
    }
};

// A freeze that is under way.
struct FreezeProgress
{
    qint64 since = 0;
    std::optional<qint64> fileSystems;
    std::optional<qint64> deadline;
    std::optional<qint64> secondsLeft;

    static constexpr auto fields()
    {
        return fieldList(
            field("since", &FreezeProgress::since, "when it began, ms since 1970"),
            field("file-systems", &FreezeProgress::fileSystems, "how many are frozen, once known"),
            field(
                "deadline", &FreezeProgress::deadline,
                "when it will be ended on the guest's clock, ms since 1970; absent without limit"),
            field("seconds-left", &FreezeProgress::secondsLeft,
                  "until then, at the time of this message; to be counted down without the clock"));
    }
};

enum class FreezeOutcome { Thawed, Expired, GuardLost, Recovered };

template <>
struct EnumNames<FreezeOutcome>
{
    static constexpr const char *typeName = "FreezeOutcome";
    static constexpr const char *names[]{"thawed", "expired", "guard-lost", "recovered"};
};

enum class FreezeEnder { Host, Owner, Time, Guard, System, Agent };

template <>
struct EnumNames<FreezeEnder>
{
    static constexpr const char *typeName = "FreezeEnder";
    static constexpr const char *names[]{"host", "owner", "time", "guard", "system", "agent"};
};

// The last freeze that has ended.
struct FreezeRecord
{
    std::optional<qint64> began;
    qint64 ended = 0;
    qint64 fileSystems = 0;
    FreezeOutcome outcome = FreezeOutcome::Thawed;
    std::optional<FreezeEnder> endedBy;

    static constexpr auto fields()
    {
        return fieldList(
            field("began", &FreezeRecord::began,
                  "when, ms since 1970; absent where an earlier agent froze"),
            field("ended", &FreezeRecord::ended, "when, ms since 1970"),
            field("file-systems", &FreezeRecord::fileSystems, "how many were frozen"),
            field("outcome", &FreezeRecord::outcome, "what ended it"),
            field("ended-by", &FreezeRecord::endedBy, "who or what that was, more closely"));
    }
};

// How the agent is: sent after the history of each new connection, then with every change; the
// request counters alone are told at most every two seconds.
struct StatusSnapshot
{
    AgentState state = AgentState::NoDevice;
    qint64 since = 0;
    std::optional<QString> reason;
    ChannelStatus channel;
    bool paused = false;
    std::optional<FreezeProgress> freeze;
    std::optional<FreezeRecord> lastFreeze;
    std::optional<qint64> lastRequest;
    qint64 requests = 0;
    qint64 refused = 0;
    std::optional<QString> policyProblem;

    static constexpr auto fields()
    {
        return fieldList(
            field("state", &StatusSnapshot::state, "the one word for how things are"),
            field("since", &StatusSnapshot::since, "when this state began, ms since 1970"),
            field("reason", &StatusSnapshot::reason, "a sentence on why, where there is one"),
            field("channel", &StatusSnapshot::channel, "the way to the host"),
            field("paused", &StatusSnapshot::paused, "whether the owner has paused host access"),
            field("freeze", &StatusSnapshot::freeze, "while freezing, frozen or thawing"),
            field("last-freeze", &StatusSnapshot::lastFreeze, "the last one that has ended"),
            field("last-request", &StatusSnapshot::lastRequest,
                  "when the host last asked for anything, ms since 1970"),
            field("requests", &StatusSnapshot::requests, "how many, since the start"),
            field("refused", &StatusSnapshot::refused, "how many of them were refused"),
            field("policy-problem", &StatusSnapshot::policyProblem,
                  "why a changed configuration was not taken over; the former is in force"));
    }
};

enum class OffBy { Policy, System };

template <>
struct EnumNames<OffBy>
{
    static constexpr const char *typeName = "OffBy";
    static constexpr const char *names[]{"policy", "system"};
};

// What the host may do with one command. Neither a freeze nor a pause is told here: they are
// states.
struct CommandPermission
{
    QString name;
    QString summary;
    Risk risk = Risk::Observe;
    bool on = true;
    std::optional<OffBy> offBy;
    std::optional<QString> reason;
    std::optional<QString> limit;
    std::optional<RuleReference> rule;
    std::optional<QList<RuleReference>> limits;

    static constexpr auto fields()
    {
        return fieldList(
            field("name", &CommandPermission::name, "the command"),
            field("summary", &CommandPermission::summary, "what it does, in one sentence"),
            field("risk", &CommandPermission::risk, "what it lets the host do"),
            field("on", &CommandPermission::on, "whether the host may use it"),
            field("off-by", &CommandPermission::offBy, "who refuses it, where it is off"),
            field("reason", &CommandPermission::reason,
                  "why it is off; of a policy: the rule, and the file that it stands in"),
            field("limit", &CommandPermission::limit,
                  "the rule on its arguments and its file, where one limits it"),
            field("rule", &CommandPermission::rule,
                  "the rule of `reason`, where it is the policy's; see below"),
            field("limits", &CommandPermission::limits,
                  "the rules of `limit`, which are of the same form"));
    }
};

// Sent to each new connection, and when the policy has changed.
struct Permissions
{
    QString profile;
    std::optional<QString> file;
    QList<CommandPermission> commands;

    static constexpr auto fields()
    {
        return fieldList(
            field("profile", &Permissions::profile, "open, rhel, observe or backup"),
            field("file", &Permissions::file, "the configuration file, where there is one"),
            field("commands", &Permissions::commands, "all commands, by name"));
    }
};

// What the host did, or was refused. Without arguments, contents and the system's error texts.
struct Activity
{
    qint64 number = 0;
    qint64 time = 0;
    QString command;
    Risk risk = Risk::Observe;
    QString channel;
    ActivityOutcome outcome = ActivityOutcome::Ok;
    std::optional<QString> reason;
    std::optional<RuleReference> rule;
    qint64 duration = 0;
    qint64 times = 1;

    static constexpr auto fields()
    {
        return fieldList(
            field("number", &Activity::number, "counts up from 1 for each run of the agent"),
            field("time", &Activity::time, "when it was asked for, ms since 1970"),
            field("command", &Activity::command, "its name"),
            field("risk", &Activity::risk, "what the command lets the host do"),
            field("channel", &Activity::channel,
                  "the transport it came from, as --method has it; owner: the guest's own; agent: "
                  "the agent did it of itself"),
            field("outcome", &Activity::outcome, "how it went"),
            field("reason", &Activity::reason, "why it was refused; absent otherwise"),
            field("rule", &Activity::rule,
                  "the rule of the policy that refused it; see permissions"),
            field("duration", &Activity::duration, "how long it took, ms; of several: together"),
            field("times", &Activity::times, "how many alike requests in a row this stands for"));
    }
};

// A line holds exactly one of these; none where it is a message that this version doesn't know.
struct StatusMessage
{
    std::optional<StatusHello> hello;
    std::optional<Permissions> permissions;
    std::optional<Activity> activity;
    std::optional<StatusSnapshot> status;

    static constexpr auto fields()
    {
        return fieldList(
            field("hello", &StatusMessage::hello, "who speaks; the first line"),
            field("permissions", &StatusMessage::permissions, "what is on, off and why"),
            field("activity", &StatusMessage::activity, "what the host did"),
            field("status", &StatusMessage::status, "how the agent is"));
    }
};

// The line, ended by LF.
QByteArray encodeStatusLine(const StatusMessage &message);

// `line` with its LF or without. Unknown members and messages are ignored. Error: what is wrong.
Result<StatusMessage> decodeStatusLine(QByteArrayView line);

} // namespace ga
