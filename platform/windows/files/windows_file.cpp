// SPDX-License-Identifier: Apache-2.0
// ReadFile() and WriteFile(), until done.
#include "platform/windows/files/windows_file.h"

#include "platform/windows/system/windows_error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ga {

namespace {

constexpr qint64 mostAtOnce = 16 * 1024 * 1024; // Bytes of one call; network drives refuse more.

bool isEnd(DWORD error)
{
    return error == ERROR_HANDLE_EOF || error == ERROR_BROKEN_PIPE;
}

} // namespace

WindowsFile::WindowsFile(Handle handle, const FileMode &mode)
    : m_handle(std::move(handle))
    , m_mode(mode)
    , m_isDiskFile(::GetFileType(m_handle.get()) == FILE_TYPE_DISK)
{}

// How much to allocate at first: what the file still has and one byte more, with which the end is
// met. What tells no size grows from 64 KiB.
qint64 WindowsFile::firstReadSize(qint64 count) const
{
    constexpr qint64 unknown = 64 * 1024;
    LARGE_INTEGER size;
    LARGE_INTEGER position;
    if (!m_isDiskFile || !::GetFileSizeEx(m_handle.get(), &size) ||
        !::SetFilePointerEx(m_handle.get(), {}, &position, FILE_CURRENT))
        return std::min(count, unknown);
    const qint64 rest = size.QuadPart - position.QuadPart;
    return std::min(count, rest > 0 ? rest + 1 : unknown);
}

Result<GuestFile::Chunk> WindowsFile::read(qint64 count)
{
    Chunk chunk{QByteArray(firstReadSize(count), Qt::Uninitialized), false};
    qint64 filled = 0;
    bool isWhole = count == 0;
    while (!isWhole && !chunk.eof) {
        if (filled == chunk.bytes.size())
            chunk.bytes.resize(std::min(count, 2 * filled));
        DWORD got = 0;
        const qint64 room = std::min(qint64(chunk.bytes.size()) - filled, mostAtOnce);
        const BOOL done = ::ReadFile(m_handle.get(), chunk.bytes.data() + filled, DWORD(room), &got,
                                     nullptr);
        const DWORD error = done ? DWORD(ERROR_SUCCESS) : ::GetLastError();
        if (error != ERROR_SUCCESS && !isEnd(error)) {
            if (filled == 0)
                return failWindows(QStringLiteral("failed to read file"), error);
            break;
        }
        chunk.eof = got == 0;
        filled += got;
        isWhole = filled == count || !m_isDiskFile;
    }
    chunk.bytes.truncate(filled);
    return chunk;
}

Result<qint64> WindowsFile::write(QByteArrayView bytes)
{
    m_shortWriteError = 0;
    qint64 written = 0;
    while (written < bytes.size()) {
        DWORD got = 0;
        const qint64 room = std::min(qint64(bytes.size()) - written, mostAtOnce);
        const BOOL done =
            ::WriteFile(m_handle.get(), bytes.data() + written, DWORD(room), &got, nullptr);
        // A pipe that is full takes nothing, and says that all is well.
        const DWORD error = !done ? ::GetLastError() : got ? DWORD(ERROR_SUCCESS) : DWORD(ERROR_NO_DATA);
        if (error != ERROR_SUCCESS && written == 0)
            return failWindows(QStringLiteral("failed to write to file"), error);
        if (error != ERROR_SUCCESS) {
            m_shortWriteError = error;
            break;
        }
        written += got;
    }
    return written;
}

Result<qint64> WindowsFile::seek(qint64 offset, Whence whence)
{
    static constexpr std::array<DWORD, 3> origins{FILE_BEGIN, FILE_CURRENT, FILE_END};
    LARGE_INTEGER distance;
    LARGE_INTEGER position;
    distance.QuadPart = offset;
    if (!::SetFilePointerEx(m_handle.get(), distance, &position, origins[size_t(whence)]))
        return failWindows(QStringLiteral("failed to seek file"));
    return position.QuadPart;
}

Result<Nothing> WindowsFile::flush()
{
    const QString failure = QStringLiteral("failed to flush file");
    if (const DWORD error = std::exchange(m_shortWriteError, 0))
        return failWindows(failure, error);
    // Where nothing can be written Windows refuses it; a pipe's would wait for its reader.
    if (m_mode.writes && m_isDiskFile && !::FlushFileBuffers(m_handle.get()))
        return failWindows(failure);
    return Nothing{};
}

Result<Nothing> WindowsFile::close()
{
    const BOOL closed = ::CloseHandle(m_handle.release());
    const DWORD closeError = closed ? DWORD(ERROR_SUCCESS) : ::GetLastError();
    if (const DWORD error = m_shortWriteError ? m_shortWriteError : closeError)
        return failWindows(QStringLiteral("failed to close handle"), error);
    return Nothing{};
}

} // namespace ga
