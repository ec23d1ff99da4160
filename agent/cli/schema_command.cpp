// SPDX-License-Identifier: Apache-2.0
// Prints one of the catalogue's renderings.
#include "cli/schema_command.h"

#include "cli/catalogue_text.h"
#include "cli/program_text.h"

#include <cstdio>

namespace ga {

namespace {

int print(const QByteArray &text)
{
    const bool written =
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size());
    return written && std::fflush(stdout) == 0 ? 0 : 1;
}

} // namespace

int runSchema(const QStringList &arguments)
{
    if (arguments.isEmpty() || arguments == QStringList{QStringLiteral("--format=json")})
        return print(catalogueJson());
    if (arguments == QStringList{QStringLiteral("--format=markdown")})
        return print(catalogueMarkdown());
    if (arguments == QStringList{QStringLiteral("--format=man")})
        return print(catalogueMan());
    if (arguments == QStringList{QStringLiteral("--format=program")})
        return print(programJson());
    std::fputs("usage: qtga schema [--format=json|markdown|man|program]\n", stderr);
    return 2;
}

} // namespace ga
