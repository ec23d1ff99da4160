// SPDX-License-Identifier: Apache-2.0
// The one table of subcommands.
#include "cli/subcommand.h"

#include "cli/call_command.h"
#include "cli/copy_command.h"
#include "cli/doctor_command.h"
#include "cli/freeze_plan_command.h"
#include "cli/freeze_test_command.h"
#include "cli/sandbox_command.h"
#include "cli/schema_command.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr std::array table{
    Subcommand{"call", "--socket=PATH [options] COMMAND [ARGUMENT...]",
               "Have an agent carry out a command", &runCall},
    Subcommand{"copy", "--socket=PATH [options] SOURCE DESTINATION",
               "Copy a file to a guest or from it", &runCopy},
    Subcommand{"doctor", "[--json]", "Tell which commands this system lacks, and why", &runDoctor},
    Subcommand{"freeze-plan", "[--json] [--config=FILE]", "Show what a freeze would do",
               &runFreezePlan},
    Subcommand{"freeze-test", "[--config=FILE] TIME",
               "Freeze for TIME (as 2s), thaw, tell the times", &runFreezeTest},
    Subcommand{"sandbox", "[--config=FILE]",
               "Print what systemd can take from the agent under its configuration", &runSandbox},
    Subcommand{"schema", "[--format=json|markdown|man|program]",
               "Print the catalogue of commands, or the program's own options", &runSchema},
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
