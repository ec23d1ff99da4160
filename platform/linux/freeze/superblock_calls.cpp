// SPDX-License-Identifier: Apache-2.0
// What each call takes along into its thread.
#include "platform/linux/freeze/superblock_calls.h"

#include <cerrno>
#include <fcntl.h>
#include <map>

namespace ga {

namespace {

// Somebody who froze as fast as this thaws would else keep it going.
constexpr int mostFreezes = 1000;

Thawed thawFully(int descriptor, Superblocks &superblocks)
{
    Thawed thawed;
    for (int i = 0; i < mostFreezes && thawed.error == 0; ++i) {
        thawed.error = superblocks.thaw(descriptor);
        thawed.any |= thawed.error == 0;
    }
    return thawed;
}

} // namespace

std::vector<std::optional<SuperblockCalls::Opened>>
SuperblockCalls::open(const std::vector<const LocalFileSystem *> &group)
{
    std::vector<PatientCalls::Call> calls;
    std::vector<std::shared_ptr<Opened>> opened;
    for (const LocalFileSystem *each : group) {
        const auto result = opened.emplace_back(std::make_shared<Opened>());
        calls.push_back(
            {each->device, [fileSystem = *each, result] {
                 *result = openFileSystem(fileSystem, O_RDONLY).map([](Descriptor &&descriptor) {
                     return std::make_shared<const Descriptor>(std::move(descriptor));
                 });
                 return 0;
             }});
    }
    const auto ended = m_calls.run(std::move(calls), m_patience.open);
    std::vector<std::optional<Opened>> results;
    for (size_t i = 0; i < group.size(); ++i)
        results.push_back(ended[i] ? std::optional(std::move(*opened[i])) : std::nullopt);
    return results;
}

SuperblockCalls::Results SuperblockCalls::flush(const Group &group)
{
    std::vector<PatientCalls::Call> calls;
    for (const HeldFileSystem *each : group) {
        calls.push_back(
            {each->fileSystem.device, [superblocks = m_superblocks, directory = each->directory] {
                 return superblocks->flush(directory->number());
             }});
    }
    return m_calls.run(std::move(calls), m_patience.flush);
}

SuperblockCalls::Results SuperblockCalls::freeze(const Group &group,
                                                 const std::shared_ptr<void> &guard)
{
    std::vector<PatientCalls::Call> calls;
    for (const HeldFileSystem *each : group) {
        const auto freeze = [superblocks = m_superblocks, directory = each->directory, guard] {
            return superblocks->freeze(directory->number());
        };
        const auto thaw = [superblocks = m_superblocks, directory = each->directory] {
            superblocks->thaw(directory->number());
        };
        calls.push_back({each->fileSystem.device, freeze, thaw});
    }
    return m_calls.run(std::move(calls), m_patience.freeze);
}

std::vector<std::optional<Thawed>> SuperblockCalls::thaw(const Group &group)
{
    std::vector<PatientCalls::Call> calls;
    std::vector<std::shared_ptr<Thawed>> thawed;
    for (const HeldFileSystem *each : group) {
        const auto result = thawed.emplace_back(std::make_shared<Thawed>());
        calls.push_back({each->fileSystem.device,
                         [superblocks = m_superblocks, directory = each->directory, result] {
                             *result = thawFully(directory->number(), *superblocks);
                             return result->error;
                         }});
    }
    const auto ended = m_calls.run(std::move(calls), m_patience.thaw);
    std::vector<std::optional<Thawed>> results;
    for (size_t i = 0; i < group.size(); ++i)
        results.push_back(ended[i] ? std::optional(*thawed[i]) : std::nullopt);
    return results;
}

std::optional<Trimmed> SuperblockCalls::trim(const HeldFileSystem &held, quint64 minimum)
{
    const auto trimmed = std::make_shared<Trimmed>(Trimmed{.minimum = minimum});
    const auto trim = [superblocks = m_superblocks, directory = held.directory, trimmed] {
        trimmed->error = superblocks->trim(directory->number(), trimmed->minimum, trimmed->bytes);
        return trimmed->error;
    };
    const auto ended = m_calls.run({{held.fileSystem.device, trim}}, m_patience.trim);
    return ended.front() ? std::optional(*trimmed) : std::nullopt;
}

QString noAnswerFor(std::chrono::milliseconds patience)
{
    return QStringLiteral("it has not answered for %1 s").arg(double(patience.count()) / 1000);
}

std::vector<SuperblockCalls::Group> inSteps(const FrozenSet &set)
{
    std::map<qsizetype, SuperblockCalls::Group> steps;
    for (const HeldFileSystem &held : set.fileSystems)
        steps[held.step].push_back(&held);
    std::vector<SuperblockCalls::Group> inOrder;
    for (auto &[number, group] : steps)
        inOrder.push_back(std::move(group));
    return inOrder;
}

} // namespace ga
