// SPDX-License-Identifier: Apache-2.0
// LinuxTrimmer: discards unused blocks by FITRIM.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/superblock_calls.h"
#include "platform/linux/mounts/local_file_systems.h"

#include <memory>

namespace ga {

class LinuxTrimmer : public Trimmer
{
public:
    explicit LinuxTrimmer(
        std::shared_ptr<const MountTable> mounts,
        std::shared_ptr<Superblocks> superblocks = std::make_shared<Superblocks>(),
        FreezePatience patience = {})
        : m_mounts(std::move(mounts))
        , m_calls(std::move(superblocks), patience)
    {}

    // An entry's errors: "trim not supported", "failed to open: ...", "failed to trim: ...". One
    // that does not answer keeps neither the others nor the next command.
    Result<TrimReply> trim(qint64 minimum) override;

private:
    TrimResult trimOne(const LocalFileSystem &fileSystem, qint64 minimum);

    const std::shared_ptr<const MountTable> m_mounts;
    SuperblockCalls m_calls;
};

} // namespace ga
