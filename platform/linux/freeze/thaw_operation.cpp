// SPDX-License-Identifier: Apache-2.0
// Held descriptors come first, paths are for what was not held.
#include "platform/linux/freeze/thaw_operation.h"

#include "platform/linux/freeze/freeze_selection.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

class Thawing
{
public:
    Thawing(const Survey &survey, FrozenSet held, SuperblockCalls &calls)
        : m_survey(survey)
        , m_held(std::move(held))
        , m_calls(calls)
    {}

    // The held ones, and those that they lie on, come first: opening one of the others may have to
    // wait for a program that itself waits for one of the held.
    ThawOutcome carryOut()
    {
        QSet<DeviceNumber> first;
        for (const HeldFileSystem &each : m_held.fileSystems) {
            first.insert(each.fileSystem.device);
            first.unite(m_survey.graph.below(each.fileSystem.device));
        }
        thawWhere([&](DeviceNumber device) { return first.contains(device); });
        thawWhere([&](DeviceNumber device) { return !first.contains(device); });
        std::reverse(m_outcome.stuck.fileSystems.begin(), m_outcome.stuck.fileSystems.end());
        return std::move(m_outcome);
    }

private:
    void thawWhere(const std::function<bool(DeviceNumber)> &isWanted)
    {
        const QList<QList<qsizetype>> steps = m_survey.freezeSteps();
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            QList<const LocalFileSystem *> wanted;
            for (auto index = step->rbegin(); index != step->rend(); ++index) {
                if (isWanted(m_survey.fileSystems[*index].device))
                    wanted.append(&m_survey.fileSystems[*index]);
            }
            thawStep(wanted);
        }
    }

    void thawStep(const QList<const LocalFileSystem *> &wanted)
    {
        SuperblockCalls::Group held;
        std::vector<const LocalFileSystem *> others;
        for (const LocalFileSystem *each : wanted) {
            if (const HeldFileSystem *own = findHeld(each->device))
                held.push_back(own);
            else if (!isServedByAProgram(*each))
                others.push_back(each);
        }
        thawHeld(held);
        thawOthers(others);
    }

    const HeldFileSystem *findHeld(DeviceNumber device) const
    {
        const auto found = std::find_if(
            m_held.fileSystems.begin(), m_held.fileSystems.end(),
            [&](const HeldFileSystem &each) { return each.fileSystem.device == device; });
        return found == m_held.fileSystems.end() ? nullptr : &*found;
    }

    void thawHeld(const SuperblockCalls::Group &group)
    {
        const auto thawed = m_calls.thaw(group);
        for (size_t i = 0; i < group.size(); ++i) {
            m_outcome.count += thawed[i] && thawed[i]->any;
            if (!thawed[i] || (!thawed[i]->any && thawed[i]->error != EINVAL))
                keepStuck(*group[i], thawed[i] ? thawed[i]->error : 0);
        }
    }

    // `error` 0: it has not answered.
    void keepStuck(const HeldFileSystem &held, int error)
    {
        if (!m_outcome.error) {
            const QString text = QStringLiteral("failed to thaw %1")
                                     .arg(QFile::decodeName(held.fileSystem.directory));
            m_outcome.error =
                error != 0 ? Error::system(text, error)
                           : Error::generic(
                                 text + QStringLiteral(": it has not answered for %1 s")
                                            .arg(double(m_calls.patience().thaw.count()) / 1000));
        }
        m_outcome.stuck.fileSystems.push_back(held);
    }

    // By their paths. What can't be reached was frozen by somebody else, if at all.
    void thawOthers(const std::vector<const LocalFileSystem *> &others)
    {
        const auto opened = m_calls.open(others);
        std::vector<HeldFileSystem> reached;
        for (size_t i = 0; i < others.size(); ++i) {
            if (opened[i] && *opened[i])
                reached.push_back({*others[i], **opened[i]});
        }
        SuperblockCalls::Group group;
        for (const HeldFileSystem &each : reached)
            group.push_back(&each);
        for (const auto &thawed : m_calls.thaw(group))
            m_outcome.count += thawed && thawed->any;
    }

    const Survey &m_survey;
    const FrozenSet m_held;
    SuperblockCalls &m_calls;
    ThawOutcome m_outcome;
};

} // namespace

ThawOutcome thawAll(const Survey &survey, FrozenSet held, SuperblockCalls &calls)
{
    return Thawing(survey, std::move(held), calls).carryOut();
}

} // namespace ga
