// SPDX-License-Identifier: Apache-2.0
// Held descriptors come first, paths are for what was not held.
#include "platform/linux/freeze/thaw_operation.h"

#include "platform/linux/freeze/freeze_selection.h"

#include <QFile>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

// `error` 0: it has not answered.
Error failure(const HeldFileSystem &held, int error, std::chrono::milliseconds patience)
{
    const QString text =
        QStringLiteral("failed to thaw %1").arg(QFile::decodeName(held.fileSystem.directory));
    if (error != 0)
        return Error::system(text, error);
    return Error::generic(text + QStringLiteral(": ") + noAnswerFor(patience));
}

bool isHeld(const FrozenSet &held, DeviceNumber device)
{
    return std::any_of(
        held.fileSystems.begin(), held.fileSystems.end(),
        [&](const HeldFileSystem &each) { return each.fileSystem.device == device; });
}

qint64 thawByPath(const std::vector<const LocalFileSystem *> &fileSystems, SuperblockCalls &calls)
{
    const auto opened = calls.open(fileSystems);
    std::vector<HeldFileSystem> reached;
    for (size_t i = 0; i < fileSystems.size(); ++i) {
        if (opened[i] && *opened[i])
            reached.push_back({*fileSystems[i], **opened[i]});
    }
    SuperblockCalls::Group group;
    for (const HeldFileSystem &each : reached)
        group.push_back(&each);
    qint64 count = 0;
    for (const auto &thawed : calls.thaw(group))
        count += thawed && thawed->any;
    return count;
}

} // namespace

ThawOutcome thawHeld(const FrozenSet &held, SuperblockCalls &calls)
{
    ThawOutcome outcome;
    const auto steps = inSteps(held);
    for (auto group = steps.rbegin(); group != steps.rend(); ++group) {
        const auto thawed = calls.thaw(*group);
        for (size_t i = 0; i < group->size(); ++i) {
            const HeldFileSystem &each = *(*group)[i];
            outcome.count += thawed[i] && thawed[i]->any;
            if (each.isBase || (thawed[i] && (thawed[i]->any || thawed[i]->error == EINVAL)))
                continue;
            if (!outcome.error)
                outcome.error =
                    failure(each, thawed[i] ? thawed[i]->error : 0, calls.patience().thaw);
            outcome.stuck.fileSystems.push_back(each);
        }
    }
    return outcome;
}

qint64 thawOthers(const Survey &survey, const FrozenSet &held, SuperblockCalls &calls)
{
    qint64 count = 0;
    const QList<QList<qsizetype>> steps = survey.freezeSteps();
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        std::vector<const LocalFileSystem *> others;
        for (const qsizetype index : *step) {
            const LocalFileSystem &fileSystem = survey.fileSystems[index];
            if (!isHeld(held, fileSystem.device) && !isServedByAProgram(fileSystem))
                others.push_back(&fileSystem);
        }
        count += thawByPath(others, calls);
    }
    return count;
}

} // namespace ga
