// SPDX-License-Identifier: Apache-2.0
// Hands out open files, one command at a time.
#include "runtime/file_table.h"

#include <QMutexLocker>

#include <utility>

namespace ga {

FileTable::Lease::Lease(std::shared_ptr<Entry> entry)
    : m_entry(std::move(entry))
{}

FileTable::Lease::~Lease()
{
    if (m_entry)
        m_entry->busy = false;
}

FileTable::FileTable(HandleCounter &counter)
    : m_counter(counter)
{}

Result<qint64> FileTable::add(std::unique_ptr<GuestFile> file)
{
    auto handle = m_counter.nextHandle();
    if (!handle)
        return handle;
    auto entry = std::make_shared<Entry>();
    entry->file = std::move(file);
    const QMutexLocker lock(&m_mutex);
    m_entries.insert(*handle, std::move(entry));
    return handle;
}

Result<FileTable::Lease> FileTable::lease(qint64 handle)
{
    const QMutexLocker lock(
        &m_mutex); // Held until the entry is marked, so that close() can't take it away in between.
    auto entry = m_entries.value(handle);
    if (!entry)
        return fail(QStringLiteral("handle '%1' has not been found").arg(handle));
    if (entry->busy.exchange(true))
        return fail(QStringLiteral("handle '%1' is busy with an earlier command").arg(handle));
    return Lease(std::move(entry));
}

Result<Nothing> FileTable::close(qint64 handle)
{
    const auto file = lease(handle);
    if (!file)
        return fail(file.error());
    auto closed = (*file)->close();
    const QMutexLocker lock(&m_mutex);
    m_entries.remove(handle);
    return closed;
}

qsizetype FileTable::size() const
{
    const QMutexLocker lock(&m_mutex);
    return m_entries.size();
}

} // namespace ga
