// SPDX-License-Identifier: Apache-2.0
// Reads the configuration as the agent does.
#include "cli/sandbox_command.h"

#include "app/configuration.h"
#include "app/policy_options.h"
#include "cli/sandbox_text.h"
#include "client/terminal_text.h"
#include "commands/catalogue.h"
#include "platform/api/sandbox.h"

#include <QCommandLineParser>

#include <cstdio>

namespace ga {

namespace {

QStringList usedUnder(const Options &options)
{
    const Policy policy{policyRules(options)};
    QStringList used;
    for (const Command &row : catalogue()) {
        if (policy.refusal(row).isEmpty())
            used += QString::fromLatin1(row.name);
    }
    if (options.freezeHook || options.freezeHookDirectory)
        used += QStringLiteral("hooks");
    return used;
}

} // namespace

int runSandbox(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("config"), QString(), QStringLiteral("FILE")});
    if (!parser.parse(QStringList{QStringLiteral("sandbox")} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs("usage: qtga sandbox [--config=FILE]\n", stderr);
        return 2;
    }
    if (sandboxRules().empty()) {
        std::fputs("the services of this system can't be confined\n", stderr);
        return 1;
    }
    QStringList line{QStringLiteral("qtga")};
    if (parser.isSet(QStringLiteral("config")))
        line += {QStringLiteral("-c"), parser.value(QStringLiteral("config"))};
    const auto instructions =
        readInstructions({line, qEnvironmentVariable("QGA_CONF"), platformDefaults()});
    if (!instructions) {
        std::fprintf(stderr, "%s\n",
                     qUtf8Printable(terminalText(instructions.error().description)));
        return 1;
    }
    std::fputs(sandboxDropIn(usedUnder(instructions->options)).constData(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

} // namespace ga
