// SPDX-License-Identifier: Apache-2.0
// Hands over: to the tool where the first argument names one, else to the agent.
#include "cli/subcommand.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const ga::Subcommand *subcommand = argc > 1 ? ga::findSubcommand(QString::fromLocal8Bit(argv[1])) : nullptr;
    if (subcommand) {
        QCoreApplication application(argc, argv);
        return subcommand->run(application.arguments().mid(2));
    }
    return 1;
}
