// SPDX-License-Identifier: Apache-2.0
// FileTable: the files that the host holds open, by handle. They outlive the host's connection, not
// the agent.
#pragma once

#include "platform/api/files.h"
#include "runtime/handle_counter.h"

#include <QHash>
#include <QMutex>

#include <atomic>
#include <memory>

namespace ga {

// Used in several threads at once. A file that a command is busy with is refused to every other
// command and not waited for: the command may have been left behind, stuck on a dead disk.
class FileTable
{
    struct Entry
    {
        std::unique_ptr<GuestFile> file;
        std::atomic<bool> busy = false;
    };

public:
    // A file for one command alone, until the lease is destroyed. May outlive the table.
    class Lease
    {
    public:
        Lease(Lease &&) = default;
        Lease &operator=(Lease &&) = delete;
        ~Lease();

        GuestFile *operator->() const { return m_entry->file.get(); }

    private:
        friend class FileTable;
        explicit Lease(std::shared_ptr<Entry> entry);

        std::shared_ptr<Entry> m_entry;
    };

    explicit FileTable(HandleCounter &counter);

    // Returns the handle. On an error of the counter the file is closed again.
    Result<qint64> add(std::unique_ptr<GuestFile> file);

    // Errors: "handle 'N' has not been found", "handle 'N' is busy with an earlier command".
    Result<Lease> lease(qint64 handle);

    // Errors: those of lease(), and of closing. The handle is gone in any case but that of a busy
    // file: a system that reports an error of close(2) has released the descriptor nevertheless.
    Result<Nothing> close(qint64 handle);

    qsizetype size() const;

private:
    HandleCounter &m_counter;
    mutable QMutex m_mutex;
    QHash<qint64, std::shared_ptr<Entry>> m_entries; // Guarded by m_mutex.
};

} // namespace ga
