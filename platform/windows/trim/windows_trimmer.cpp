// SPDX-License-Identifier: Apache-2.0
// Runs defrag.exe for each volume.
#include "platform/windows/trim/windows_trimmer.h"

#include "platform/windows/helper/helper.h"
#include "platform/windows/trim/retrim.h"
#include "platform/windows/volumes/read_volumes.h"

namespace ga {

namespace {

TrimResult retrim(const QString &path)
{
    constexpr std::chrono::hours deadline(2); // That of the command.
    TrimResult result;
    result.path = path;
    const auto outcome =
        runHelper(QStringLiteral("defrag.exe"), retrimArguments(path), deadline);
    result.error = outcome ? retrimError(outcome->exitCode, outcome->output)
                           : std::optional(outcome.error().description);
    return result;
}

} // namespace

Result<TrimReply> WindowsTrimmer::trim(qint64)
{
    return readVolumes().map([](const QList<Volume> &volumes) {
        TrimReply reply;
        for (const QString &path : retrimPaths(volumes))
            reply.paths.append(retrim(path));
        return reply;
    });
}

} // namespace ga
