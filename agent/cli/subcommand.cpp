// SPDX-License-Identifier: Apache-2.0
// The one table of subcommands.
#include "cli/subcommand.h"

#include "cli/audit_command.h"
#include "cli/call_command.h"
#include "cli/copy_command.h"
#include "cli/doctor_command.h"
#include "cli/freeze_plan_command.h"
#include "cli/freeze_test_command.h"
#include "cli/owner_command.h"
#include "cli/policy_command.h"
#include "cli/sandbox_command.h"
#include "cli/schema_command.h"
#include "cli/status_command.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr std::array table{
    Subcommand{"audit",
               "[--since=TIME] [--command=PATTERN] [--outcome=OUTCOME] [--json] [--follow] "
               "[--file=FILE] [--config=FILE]",
               "Read what the host did", &runAudit},
    Subcommand{"call", "--socket=PATH [options] COMMAND [ARGUMENT...]",
               "Have an agent carry out a command", &runCall},
    Subcommand{"copy", "--socket=PATH [options] SOURCE DESTINATION",
               "Copy a file to a guest or from it", &runCopy},
    Subcommand{"doctor", "[--json] [--config=FILE]",
               "Look at all that lies between host and agent, and say what to do", &runDoctor},
    Subcommand{"freeze-plan", "[--json] [--config=FILE]", "Show what a freeze would do",
               &runFreezePlan},
    Subcommand{"freeze-test", "[--config=FILE] TIME",
               "Freeze for TIME (as 2s), thaw, tell the times", &runFreezeTest},
    Subcommand{"pause", "[--config=FILE]", "Pause host access: refuse whatever the host asks for",
               &runPause},
    Subcommand{"policy", "show|check [--json] [--config=FILE] [COMMAND [ARGUMENT=VALUE...]]",
               "Tell what the host may do", &runPolicy},
    Subcommand{"resume", "[--config=FILE]", "Give the host access again", &runResume},
    Subcommand{"sandbox", "[--config=FILE]",
               "Print what systemd can take from the agent under its configuration", &runSandbox},
    Subcommand{"schema", "[--format=json|markdown|man|program]",
               "Print the catalogue of commands, or the program's own options", &runSchema},
    Subcommand{"status", "[--json] [--follow] [--address=ADDRESS] [--config=FILE]",
               "Tell how the agent is, and what the host does", &runStatus},
    Subcommand{"thaw", "[--config=FILE]", "Thaw what the host froze, now", &runThaw},
};

} // namespace

std::span<const Subcommand> subcommands()
{
    return table;
}

const Subcommand *findSubcommand(const QString &name)
{
    const auto found = std::find_if(table.begin(), table.end(), [&](const Subcommand &row) {
        return name == QLatin1StringView(row.name);
    });
    return found == table.end() ? nullptr : &*found;
}

} // namespace ga
