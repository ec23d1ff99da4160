// SPDX-License-Identifier: Apache-2.0
// WindowsFile: one open file on a handle, read and written without buffers.
#pragma once

#include "platform/api/files.h"
#include "platform/windows/files/file_mode.h"
#include "platform/windows/system/handle.h"

namespace ga {

class WindowsFile : public GuestFile
{
public:
    WindowsFile(Handle handle, const FileMode &mode);

    // Of a file: until `count` bytes, the end, or an error; what was read before an error is
    // returned, the error is met again by the next read. Of anything else (a pipe, a port): what
    // there is. Error: "failed to read file: CAUSE".
    Result<Chunk> read(qint64 count) override;

    // Until all is written or an error is met. What was written before an error is counted; so that
    // a host that overlooks the count learns of the loss, flush() and close() report that error.
    // Error: "failed to write to file: CAUSE".
    Result<qint64> write(QByteArrayView bytes) override;

    // Error: "failed to seek file: CAUSE".
    Result<qint64> seek(qint64 offset, Whence whence) override;

    // To the disk, as qemu-ga does on Windows. Error: "failed to flush file: CAUSE".
    Result<Nothing> flush() override;

    // The handle is closed in any case. Error: "failed to close handle: CAUSE".
    Result<Nothing> close() override;

private:
    qint64 firstReadSize(qint64 count) const;

    Handle m_handle;
    FileMode m_mode;
    bool m_isDiskFile;
    DWORD m_shortWriteError = 0; // What ended the last write early; 0 where it was whole.
};

} // namespace ga
