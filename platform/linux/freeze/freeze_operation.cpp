// SPDX-License-Identifier: Apache-2.0
// Nothing here waits for a file system that is frozen: that is what the order and the search for
// frozen bases are for. Nothing waits for ever either: that is what SuperblockCalls is for.
#include "platform/linux/freeze/freeze_operation.h"

#include "platform/linux/freeze/freeze_selection.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

// Once this is all that a flush takes, little can be dirty again. What never comes down to it is
// being written to as fast as its device takes it.
constexpr qint64 briefFlush = 50; // Milliseconds.
constexpr int mostFlushes = 4;

QString nameOf(const LocalFileSystem &fileSystem)
{
    return QFile::decodeName(fileSystem.directory);
}

std::vector<const LocalFileSystem *> fileSystemsOf(const std::vector<HeldFileSystem> &held)
{
    std::vector<const LocalFileSystem *> fileSystems;
    for (const HeldFileSystem &each : held)
        fileSystems.push_back(&each.fileSystem);
    return fileSystems;
}

bool canNotBeFrozen(int error)
{
    return error == EOPNOTSUPP || error == ENOTTY;
}

Error noAnswer(const char *what, const LocalFileSystem &fileSystem,
               std::chrono::milliseconds patience)
{
    return Error::generic(
        QStringLiteral("failed to %1 %2: %3")
            .arg(QLatin1StringView(what), nameOf(fileSystem), noAnswerFor(patience)));
}

} // namespace

bool FreezeOperation::waitsForFrozen(const LocalFileSystem &fileSystem) const
{
    return !fileSystem.readOnly && !m_frozen.isEmpty() &&
           m_survey.graph.below(fileSystem.device).intersects(m_frozen);
}

FrozenSet FreezeOperation::choose(const std::optional<QList<QString>> &mountpoints)
{
    const QList<qsizetype> order = m_survey.freezeOrder();
    QSet<DeviceNumber> below;
    for (const qsizetype index : order) {
        const LocalFileSystem &fileSystem = m_survey.fileSystems[index];
        if (!isNamed(fileSystem, mountpoints) || isExcluded(fileSystem, m_exclusions) ||
            isServedByAProgram(fileSystem))
            continue;
        m_chosen.append(index);
        if (!fileSystem.readOnly)
            below.unite(m_survey.graph.below(fileSystem.device));
    }
    std::vector<HeldFileSystem> bases;
    for (auto index = order.rbegin(); index != order.rend(); ++index) {
        const LocalFileSystem &fileSystem = m_survey.fileSystems[*index];
        if (below.contains(fileSystem.device) && !isServedByAProgram(fileSystem))
            bases.push_back(notOpenedYet(*index));
    }
    return openBases(std::move(bases));
}

FrozenSet FreezeOperation::openBases(std::vector<HeldFileSystem> bases)
{
    const auto opened = m_calls.open(fileSystemsOf(bases));
    FrozenSet set;
    for (size_t i = 0; i < bases.size(); ++i) {
        if (!opened[i])
            m_frozen.insert(
                bases[i].fileSystem.device); // It holds up what lies on it just as well.
        if (!opened[i] || !*opened[i])
            continue;
        bases[i].directory = **opened[i];
        bases[i].isBase = true;
        set.fileSystems.push_back(std::move(bases[i]));
    }
    return set;
}

bool FreezeOperation::isFrozen(const HeldFileSystem &base, const std::shared_ptr<void> &guard)
{
    m_calls.flush({&base}); // So that it is frozen for no more than a moment.
    const auto error = m_calls.freeze({&base}, guard).front();
    if (error == 0)
        m_calls.thaw({&base});
    return !error || *error == EBUSY;
}

void FreezeOperation::tryBases(const FrozenSet &bases, const std::shared_ptr<void> &guard)
{
    for (const HeldFileSystem &base : bases.fileSystems) {
        if (!waitsForFrozen(base.fileSystem) && isFrozen(base, guard))
            m_frozen.insert(base.fileSystem.device);
    }
}

HeldFileSystem FreezeOperation::notOpenedYet(qsizetype index) const
{
    const auto step =
        std::find_if(m_steps.begin(), m_steps.end(),
                     [&](const QList<qsizetype> &each) { return each.contains(index); });
    return {m_survey.fileSystems[index], nullptr, step - m_steps.begin()};
}

Result<FrozenSet> FreezeOperation::prepare()
{
    std::vector<HeldFileSystem> chosen;
    for (const qsizetype index : m_chosen) {
        if (!waitsForFrozen(m_survey.fileSystems[index]))
            chosen.push_back(notOpenedYet(index));
        else
            m_notes.append(
                QStringLiteral("%1 was passed by: it lies on a file system that was frozen before")
                    .arg(nameOf(m_survey.fileSystems[index])));
    }
    const auto opened = m_calls.open(fileSystemsOf(chosen));
    FrozenSet candidates;
    for (size_t i = 0; i < chosen.size(); ++i) {
        const LocalFileSystem &fileSystem = chosen[i].fileSystem;
        if (!opened[i])
            return fail(noAnswer("open", fileSystem, m_calls.patience().open));
        if (*opened[i]) {
            chosen[i].directory = **opened[i];
            candidates.fileSystems.push_back(std::move(chosen[i]));
        } else if (const int error = opened[i]->error().systemError) {
            return failSystem(QStringLiteral("failed to open %1").arg(nameOf(fileSystem)), error);
        } else {
            m_notes.append(
                QStringLiteral("%1 was passed by: another file system is mounted over it")
                    .arg(nameOf(fileSystem)));
        }
    }
    return candidates;
}

// What syncfs(2) reports is no reason not to freeze: FIFREEZE flushes again, and reports.
Result<Nothing> FreezeOperation::flush(const FrozenSet &set)
{
    SuperblockCalls::Group all;
    for (const HeldFileSystem &held : set.fileSystems)
        all.push_back(&held);
    qint64 before = std::numeric_limits<qint64>::max();
    for (int count = 0; count < mostFlushes; ++count) {
        QElapsedTimer timer;
        timer.start();
        const SuperblockCalls::Results results = m_calls.flush(all);
        const auto hanging = std::find(results.begin(), results.end(), std::nullopt);
        if (hanging != results.end())
            return fail(noAnswer("flush", all[size_t(hanging - results.begin())]->fileSystem,
                                 m_calls.patience().flush));
        if (timer.elapsed() < briefFlush || timer.elapsed() > before / 2)
            break;
        before = timer.elapsed();
    }
    return Nothing{};
}

// What became of one FIFREEZE: added to `frozen`, noted as passed by, or an error.
Result<Nothing> FreezeOperation::judge(const HeldFileSystem &held, std::optional<int> result,
                                       FrozenSet &frozen)
{
    if (!result)
        return fail(noAnswer("freeze", held.fileSystem, m_calls.patience().freeze));
    const QString name = nameOf(held.fileSystem);
    if (*result == 0)
        frozen.fileSystems.push_back(held);
    else if (*result == EBUSY)
        m_notes.append(QStringLiteral("%1 was passed by: it was frozen before").arg(name));
    else if (canNotBeFrozen(*result))
        m_notes.append(QStringLiteral("%1 was passed by: its type can't be frozen").arg(name));
    else
        return failSystem(QStringLiteral("failed to freeze %1").arg(name), *result);
    return Nothing{};
}

Result<FrozenSet> FreezeOperation::carryOut(FrozenSet candidates,
                                            const std::shared_ptr<void> &guard)
{
    FrozenSet frozen;
    for (const SuperblockCalls::Group &group : inSteps(candidates)) {
        const SuperblockCalls::Results results = m_calls.freeze(group, guard);
        Result<Nothing> outcome = Nothing{};
        for (size_t i = 0; i < group.size(); ++i) {
            const auto judged = judge(*group[i], results[i], frozen);
            if (outcome && !judged)
                outcome = judged;
        }
        if (!outcome) {
            rollBack(frozen);
            return fail(std::move(outcome).error());
        }
    }
    return frozen;
}

void FreezeOperation::rollBack(const FrozenSet &frozen)
{
    const auto steps = inSteps(frozen);
    for (auto group = steps.rbegin(); group != steps.rend(); ++group)
        m_calls.thaw(*group);
}

} // namespace ga
