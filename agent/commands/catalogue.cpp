// SPDX-License-Identifier: Apache-2.0
// The one table from which everything about the commands follows.
#include "commands/catalogue.h"

#include "commands/accounts/accounts_commands.h"
#include "commands/disks/disks_commands.h"
#include "commands/exec/exec_commands.h"
#include "commands/files/files_commands.h"
#include "commands/freeze/freeze_commands.h"
#include "commands/identity/identity_commands.h"
#include "commands/network/network_commands.h"
#include "commands/power/power_commands.h"
#include "commands/processors/processors_commands.h"
#include "commands/session/session_commands.h"
#include "commands/time/time_commands.h"

#include <string_view>

namespace ga {

namespace {

using namespace std::chrono_literals;

constexpr auto freezer = need<&Platform::freezer>;

constexpr std::array rows{
    command<&exec>("guest-exec",
                   {.risk = Risk::Access, .needs = need<&Platform::processes>, .subject = "path"},
                   "2.5", "Start a program"),
    command<&execStatus>(
        "guest-exec-status",
        {.risk = Risk::Access,
         .needs = need<&Platform::processes>,
         .lane = Lane::Inline,
         .subject = "pid"},
        "2.5", "Tell whether a program that guest-exec started has ended, and what it wrote"),
    command<&closeFile>("guest-file-close",
                        {.risk = Risk::Access,
                         .needs = need<&Platform::files>,
                         .deadline = 5min,
                         .subject = "handle"},
                        "0.15", "Close a file"),
    command<&flushFile>("guest-file-flush",
                        {.risk = Risk::Access,
                         .needs = need<&Platform::files>,
                         .deadline = 5min,
                         .subject = "handle"},
                        "0.15", "Write out what is buffered for a file"),
    command<&openFile>("guest-file-open",
                       {.risk = Risk::Access,
                        .needs = need<&Platform::files>,
                        .deadline = 5min,
                        .undo = &undoOpenFile,
                        .subject = "path"},
                       "0.15", "Open a file and return a handle for it"),
    command<&readFile>("guest-file-read",
                       {.risk = Risk::Access,
                        .needs = need<&Platform::files>,
                        .deadline = 5min,
                        .subject = "handle"},
                       "0.15", "Read from a file"),
    command<&seekFile>("guest-file-seek",
                       {.risk = Risk::Access,
                        .needs = need<&Platform::files>,
                        .deadline = 5min,
                        .subject = "handle"},
                       "0.15", "Set the position in a file"),
    command<&writeFile>("guest-file-write",
                        {.risk = Risk::Access,
                         .needs = need<&Platform::files>,
                         .deadline = 5min,
                         .subject = "handle"},
                        "0.15", "Write to a file"),
    command<&freeze>("guest-fsfreeze-freeze",
                     {.risk = Risk::Quiesce,
                      .needs = freezer,
                      .resource = Resource::FileSystems,
                      .deadline = 15min,
                      .undo = &undoFreeze},
                     "0.15",
                     "Flush and freeze all local file systems; returns how many are frozen"),
    command<&freezeList>("guest-fsfreeze-freeze-list",
                         {.risk = Risk::Quiesce,
                          .needs = freezer,
                          .resource = Resource::FileSystems,
                          .deadline = 15min,
                          .undo = &undoFreeze},
                         "2.2",
                         "Flush and freeze the named file systems; returns how many are frozen"),
    command<&freezeStatus>("guest-fsfreeze-status",
                           {.risk = Risk::Observe,
                            .needs = freezer,
                            .lane = Lane::Inline,
                            .whenFrozen = WhenFrozen::Allow},
                           "0.15", "Tell whether file systems are frozen"),
    command<&thaw>("guest-fsfreeze-thaw",
                   {.risk = Risk::Quiesce,
                    .needs = freezer,
                    .whenFrozen = WhenFrozen::Allow,
                    .resource = Resource::FileSystems,
                    .deadline = 15min},
                   "0.15", "Thaw all file systems; returns how many were frozen"),
    command<&trim>("guest-fstrim",
                   {.risk = Risk::Quiesce,
                    .needs = need<&Platform::trimmer>,
                    .resource = Resource::FileSystems,
                    .deadline = 2h},
                   "1.2", "Discard the blocks that no file system uses"),
    command<&cpuStats>("guest-get-cpustats", {.needs = need<&Platform::cpuStatistics>}, "7.1",
                       "Time that each processor spent, by kind"),
    command<&devices>("guest-get-devices", {.needs = need<&Platform::deviceDrivers>}, "5.2",
                      "Virtual devices and their drivers"),
    command<&disks>("guest-get-disks",
                    {.needs = need<&Platform::disks>, .resource = Resource::Disks}, "5.2",
                    "Disks and partitions, where they are attached and what they lie on"),
    command<&diskStats>("guest-get-diskstats", {.needs = need<&Platform::diskStatistics>}, "7.1",
                        "Input and output counters of each block device"),
    command<&fileSystems>("guest-get-fsinfo",
                          {.needs = need<&Platform::fileSystems>, .resource = Resource::Disks},
                          "2.2", "Mounted file systems, their size and their disks"),
    command<&hostName>("guest-get-host-name", {.needs = need<&Platform::identity>}, "2.10",
                       "The guest's host name"),
    command<&load>("guest-get-load", {.needs = need<&Platform::load>}, "10.0", "Load averages"),
    command<&memoryBlockInfo>(
        "guest-get-memory-block-info",
        {.needs = need<&Platform::memoryBlocks>, .resource = Resource::Memory}, "2.3",
        "Size of a memory block"),
    command<&memoryBlocks>("guest-get-memory-blocks",
                           {.needs = need<&Platform::memoryBlocks>, .resource = Resource::Memory},
                           "2.3", "Memory blocks and whether they are in use"),
    command<&osInfo>("guest-get-osinfo", {.needs = need<&Platform::identity>}, "2.10",
                     "Operating system and kernel"),
    command<&getTime>("guest-get-time", {.needs = need<&Platform::clock>}, "1.5",
                      "The guest's time, in nanoseconds since 1970-01-01 UTC"),
    command<&timeZone>("guest-get-timezone", {.needs = need<&Platform::identity>}, "2.10",
                       "The guest's time zone"),
    command<&users>("guest-get-users",
                    {.needs = need<&Platform::identity>, .resource = Resource::Identity}, "2.10",
                    "Users logged in"),
    command<&vcpus>("guest-get-vcpus",
                    {.needs = need<&Platform::processors>, .resource = Resource::Processors}, "1.5",
                    "Processors and whether they are in use"),
    command<&info>("guest-info",
                   {.risk = Risk::Session, .lane = Lane::Inline, .whenFrozen = WhenFrozen::Allow},
                   "0.15", "The agent's version and its commands"),
    command<&networkInterfaces>("guest-network-get-interfaces",
                                {.needs = need<&Platform::network>, .resource = Resource::Network},
                                "1.1", "Network interfaces, their addresses and counters"),
    command<&networkRoutes>("guest-network-get-route",
                            {.needs = need<&Platform::network>, .resource = Resource::Network},
                            "9.1", "The routing table"),
    command<&ping>("guest-ping",
                   {.risk = Risk::Session, .lane = Lane::Inline, .whenFrozen = WhenFrozen::Allow},
                   "0.15", "Do nothing, to show that the agent answers"),
    command<&setMemoryBlocks>("guest-set-memory-blocks",
                              {.risk = Risk::Modify,
                               .needs = need<&Platform::memoryBlockControl>,
                               .resource = Resource::Memory},
                              "2.3", "Bring memory blocks on or off line"),
    command<&setTime>(
        "guest-set-time",
        {.risk = Risk::Modify, .needs = need<&Platform::clockControl>, .resource = Resource::Clock},
        "1.5", "Set the guest's clock"),
    command<&setUserPassword>("guest-set-user-password",
                              {.risk = Risk::Access,
                               .needs = need<&Platform::passwords>,
                               .resource = Resource::Accounts,
                               .subject = "username"},
                              "2.3", "Set a user's password"),
    command<&setVcpus>("guest-set-vcpus",
                       {.risk = Risk::Modify,
                        .needs = need<&Platform::processorControl>,
                        .resource = Resource::Processors},
                       "1.5", "Bring processors on or off line; returns how many were processed"),
    command<&shutdown>("guest-shutdown",
                       {.risk = Risk::Modify,
                        .needs = need<&Platform::power>,
                        .answer = Answer::OnlyErrors,
                        .resource = Resource::Power,
                        .deadline = 5min,
                        .subject = "mode"},
                       "0.15", "Shut the guest down"),
    command<&addAuthorizedKeys>("guest-ssh-add-authorized-keys",
                                {.risk = Risk::Access,
                                 .needs = need<&Platform::authorizedKeys>,
                                 .resource = Resource::Accounts,
                                 .subject = "username"},
                                "5.2", "Add OpenSSH keys to a user's authorized_keys"),
    command<&authorizedKeys>("guest-ssh-get-authorized-keys",
                             {.risk = Risk::Access,
                              .needs = need<&Platform::authorizedKeys>,
                              .resource = Resource::Accounts,
                              .subject = "username"},
                             "5.2", "The OpenSSH keys of a user's authorized_keys"),
    command<&removeAuthorizedKeys>("guest-ssh-remove-authorized-keys",
                                   {.risk = Risk::Access,
                                    .needs = need<&Platform::authorizedKeys>,
                                    .resource = Resource::Accounts,
                                    .subject = "username"},
                                   "5.2", "Remove OpenSSH keys from a user's authorized_keys"),
    command<&suspendDisk>("guest-suspend-disk",
                          {.risk = Risk::Modify,
                           .needs = need<&Platform::suspension>,
                           .answer = Answer::OnlyErrors,
                           .resource = Resource::Power,
                           .deadline = 5min},
                          "1.1", "Suspend the guest to disk"),
    command<&suspendHybrid>("guest-suspend-hybrid",
                            {.risk = Risk::Modify,
                             .needs = need<&Platform::hybridSuspend>,
                             .answer = Answer::OnlyErrors,
                             .resource = Resource::Power,
                             .deadline = 5min},
                            "1.1", "Suspend the guest to memory, with its state saved on disk too"),
    command<&suspendRam>("guest-suspend-ram",
                         {.risk = Risk::Modify,
                          .needs = need<&Platform::suspension>,
                          .answer = Answer::OnlyErrors,
                          .resource = Resource::Power,
                          .deadline = 5min},
                         "1.1", "Suspend the guest to memory"),
    command<&sync>(
        "guest-sync", {.risk = Risk::Session, .lane = Lane::Sync, .whenFrozen = WhenFrozen::Allow},
        "0.15", "Return the client's number, so that it can tell stale answers from new ones"),
    command<&sync>("guest-sync-delimited",
                   {.risk = Risk::Session,
                    .lane = Lane::Sync,
                    .whenFrozen = WhenFrozen::Allow,
                    .answer = Answer::Delimited},
                   "1.1", "As guest-sync, with the byte 0xFF before the answer"),
};

constexpr bool isSortedAndUnique()
{
    for (size_t i = 1; i < rows.size(); ++i) {
        if (std::string_view(rows[i - 1].name) >= std::string_view(rows[i].name))
            return false;
    }
    return true;
}

constexpr bool isDocumented()
{
    return std::all_of(rows.begin(), rows.end(),
                       [](const Command &row) { return *row.summary && *row.since; });
}

static_assert(isSortedAndUnique(),
              "the catalogue is in the order of the commands' names, each once");
static_assert(isDocumented(), "every command says what it does and since when");

} // namespace

std::span<const Command> catalogue()
{
    return rows;
}

const Command *findCommand(QByteArrayView name)
{
    const std::string_view wanted(name.data(), size_t(name.size()));
    const auto found = std::lower_bound(rows.begin(), rows.end(), wanted,
                                        [](const Command &row, std::string_view text) {
                                            return std::string_view(row.name) < text;
                                        });
    return found != rows.end() && found->name == wanted ? &*found : nullptr;
}

} // namespace ga
