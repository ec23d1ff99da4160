// SPDX-License-Identifier: Apache-2.0
// A phrase for each command of the catalogue.
#include "words/command_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace ga {

namespace {

struct CommandWords
{
    Q_DECLARE_TR_FUNCTIONS(CommandWords)
};

struct Phrase
{
    const char *command;
    const char *words;
};

constexpr std::array phrases{
    Phrase{"guest-exec", QT_TRANSLATE_NOOP("CommandWords", "Start a program")},
    Phrase{"guest-exec-status",
           QT_TRANSLATE_NOOP("CommandWords",
                             "Read what a started program wrote, and whether it has ended")},
    Phrase{"guest-file-close", QT_TRANSLATE_NOOP("CommandWords", "Close a file")},
    Phrase{"guest-file-flush",
           QT_TRANSLATE_NOOP("CommandWords", "Write out what is buffered for a file")},
    Phrase{"guest-file-open", QT_TRANSLATE_NOOP("CommandWords", "Open a file")},
    Phrase{"guest-file-read", QT_TRANSLATE_NOOP("CommandWords", "Read from a file")},
    Phrase{"guest-file-seek", QT_TRANSLATE_NOOP("CommandWords", "Set the position in a file")},
    Phrase{"guest-file-write", QT_TRANSLATE_NOOP("CommandWords", "Write to a file")},
    Phrase{"guest-fsfreeze-freeze",
           QT_TRANSLATE_NOOP("CommandWords", "Freeze all file systems, for a consistent backup")},
    Phrase{"guest-fsfreeze-freeze-list",
           QT_TRANSLATE_NOOP("CommandWords", "Freeze some file systems, for a consistent backup")},
    Phrase{"guest-fsfreeze-status",
           QT_TRANSLATE_NOOP("CommandWords", "Ask whether file systems are frozen")},
    Phrase{"guest-fsfreeze-thaw", QT_TRANSLATE_NOOP("CommandWords", "Thaw the file systems")},
    Phrase{"guest-fstrim", QT_TRANSLATE_NOOP("CommandWords", "Give unused disk space back")},
    Phrase{"guest-get-cpustats",
           QT_TRANSLATE_NOOP("CommandWords", "Read how busy the processors are")},
    Phrase{"guest-get-devices",
           QT_TRANSLATE_NOOP("CommandWords", "List virtual devices and their drivers")},
    Phrase{"guest-get-disks", QT_TRANSLATE_NOOP("CommandWords", "List the disks")},
    Phrase{"guest-get-diskstats", QT_TRANSLATE_NOOP("CommandWords", "Read the disks' counters")},
    Phrase{"guest-get-fsinfo", QT_TRANSLATE_NOOP("CommandWords", "List the file systems")},
    Phrase{"guest-get-host-name", QT_TRANSLATE_NOOP("CommandWords", "Read the host name")},
    Phrase{"guest-get-load", QT_TRANSLATE_NOOP("CommandWords", "Read the load averages")},
    Phrase{"guest-get-memory-block-info",
           QT_TRANSLATE_NOOP("CommandWords", "Read the size of memory blocks")},
    Phrase{"guest-get-memory-blocks", QT_TRANSLATE_NOOP("CommandWords", "List the memory blocks")},
    Phrase{"guest-get-osinfo",
           QT_TRANSLATE_NOOP("CommandWords", "Read which operating system this is")},
    Phrase{"guest-get-time", QT_TRANSLATE_NOOP("CommandWords", "Read the clock")},
    Phrase{"guest-get-timezone", QT_TRANSLATE_NOOP("CommandWords", "Read the time zone")},
    Phrase{"guest-get-users", QT_TRANSLATE_NOOP("CommandWords", "List who is logged in")},
    Phrase{"guest-get-vcpus", QT_TRANSLATE_NOOP("CommandWords", "List the processors")},
    Phrase{"guest-info", QT_TRANSLATE_NOOP("CommandWords", "List what the agent can do")},
    Phrase{"guest-network-get-interfaces",
           QT_TRANSLATE_NOOP("CommandWords", "List network interfaces and addresses")},
    Phrase{"guest-network-get-route", QT_TRANSLATE_NOOP("CommandWords", "Read the routing table")},
    Phrase{"guest-ping", QT_TRANSLATE_NOOP("CommandWords", "Check whether the agent answers")},
    Phrase{"guest-set-memory-blocks", QT_TRANSLATE_NOOP("CommandWords", "Turn memory on or off")},
    Phrase{"guest-set-time", QT_TRANSLATE_NOOP("CommandWords", "Set the clock")},
    Phrase{"guest-set-user-password", QT_TRANSLATE_NOOP("CommandWords", "Set a user's password")},
    Phrase{"guest-set-vcpus", QT_TRANSLATE_NOOP("CommandWords", "Turn processors on or off")},
    Phrase{"guest-shutdown", QT_TRANSLATE_NOOP("CommandWords", "Shut down or restart this system")},
    Phrase{"guest-ssh-add-authorized-keys",
           QT_TRANSLATE_NOOP("CommandWords", "Add SSH keys for a user")},
    Phrase{"guest-ssh-get-authorized-keys",
           QT_TRANSLATE_NOOP("CommandWords", "Read a user's SSH keys")},
    Phrase{"guest-ssh-remove-authorized-keys",
           QT_TRANSLATE_NOOP("CommandWords", "Remove SSH keys of a user")},
    Phrase{"guest-suspend-disk", QT_TRANSLATE_NOOP("CommandWords", "Suspend this system to disk")},
    Phrase{"guest-suspend-hybrid",
           QT_TRANSLATE_NOOP("CommandWords", "Suspend this system to memory and disk")},
    Phrase{"guest-suspend-ram", QT_TRANSLATE_NOOP("CommandWords", "Suspend this system to memory")},
    Phrase{"guest-sync", QT_TRANSLATE_NOOP("CommandWords", "Match answers to questions")},
    Phrase{
        "guest-sync-delimited",
        QT_TRANSLATE_NOOP("CommandWords", "Match answers to questions, after a broken connection")},
};
static_assert(std::ranges::is_sorted(phrases, [](const Phrase &left, const Phrase &right) {
    return std::string_view(left.command) < std::string_view(right.command);
}));

} // namespace

QString commandInWords(const QString &command, const QString &otherwise)
{
    const auto *found = std::ranges::find_if(phrases, [&command](const Phrase &phrase) {
        return command == QLatin1StringView(phrase.command);
    });
    if (found != phrases.end())
        return CommandWords::tr(found->words);
    return otherwise.isEmpty() ? command : otherwise;
}

QString riskInWords(Risk risk)
{
    switch (risk) {
    case Risk::Session:
        return CommandWords::tr("Speak with the agent");
    case Risk::Observe:
        return CommandWords::tr("Look at this system");
    case Risk::Quiesce:
        return CommandWords::tr("Prepare file systems for backups");
    case Risk::Modify:
        return CommandWords::tr("Change this system's state");
    case Risk::Access:
        break;
    }
    return CommandWords::tr("Reach into this system: files, programs, accounts");
}

QString outcomeInWords(ActivityOutcome outcome)
{
    switch (outcome) {
    case ActivityOutcome::Ok:
        return CommandWords::tr("Done");
    case ActivityOutcome::Failed:
        return CommandWords::tr("Failed");
    case ActivityOutcome::Refused:
        break;
    }
    return CommandWords::tr("Refused");
}

} // namespace ga
