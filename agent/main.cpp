// SPDX-License-Identifier: Apache-2.0
// Hands over: to the tool where the first argument names one, else to the agent.
#include "app/run_agent.h"
#include "cli/subcommand.h"
#include "platform/api/console.h"
#include "platform/api/service_host.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const ga::Subcommand *subcommand =
        argc > 1 ? ga::findSubcommand(QString::fromUtf8(argv[1])) : nullptr;
    if (!subcommand)
        return ga::runAgent(argc, argv);
    // What tools print is the same on every system, and a guest's bytes are passed on as they are.
    for (const auto stream :
         {ga::StandardStream::Input, ga::StandardStream::Output, ga::StandardStream::Error})
        ga::makeBinary(stream);
    QCoreApplication application(argc, argv);
    ga::settleLocale();
    return subcommand->run(application.arguments().mid(2));
}
