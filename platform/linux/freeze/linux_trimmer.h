// SPDX-License-Identifier: Apache-2.0
// LinuxTrimmer: discards unused blocks by FITRIM.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/superblocks.h"
#include "platform/linux/mounts/local_file_systems.h"

#include <memory>

namespace ga {

class LinuxTrimmer : public Trimmer
{
public:
    explicit LinuxTrimmer(
        std::shared_ptr<const MountTable> mounts,
        std::unique_ptr<Superblocks> superblocks = std::make_unique<Superblocks>())
        : m_mounts(std::move(mounts))
        , m_superblocks(std::move(superblocks))
    {}

    // An entry's errors: "trim not supported", "failed to open: ...", "failed to trim: ...".
    Result<TrimReply> trim(qint64 minimum) override;

private:
    TrimResult trimOne(const LocalFileSystem &fileSystem, qint64 minimum);

    const std::shared_ptr<const MountTable> m_mounts;
    const std::unique_ptr<Superblocks> m_superblocks;
};

} // namespace ga
