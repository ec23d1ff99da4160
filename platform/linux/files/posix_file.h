// SPDX-License-Identifier: Apache-2.0
// PosixFile: one open file on a non-blocking descriptor, read and written without buffers.
#pragma once

#include "platform/api/files.h"
#include "platform/linux/descriptor.h"

namespace ga {

class PosixFile : public GuestFile
{
public:
    // `descriptor` should not block: a fifo or terminal that has nothing to give is an error then,
    // "Resource temporarily unavailable".
    explicit PosixFile(Descriptor descriptor);

    // Reads until `count` bytes, the end, or an error. What was read before an error is returned;
    // the error is met again by the next read. Error: "failed to read file: CAUSE".
    Result<Chunk> read(qint64 count) override;

    // Writes until all is written or an error is met. What was written before an error is counted;
    // so that a host that overlooks the count learns of the loss, flush() and close() report that
    // error. Error: "failed to write to file: CAUSE".
    Result<qint64> write(QByteArrayView bytes) override;

    // Error: "failed to seek file: CAUSE".
    Result<qint64> seek(qint64 offset, Whence whence) override;

    // There is nothing to flush. As in QEMU the file isn't synchronised with the disk either.
    Result<Nothing> flush() override;

    // The descriptor is closed in any case. Error: "failed to close handle: CAUSE".
    Result<Nothing> close() override;

private:
    qint64 firstReadSize(qint64 count) const;

    Descriptor m_descriptor;
    int m_shortWriteError = 0; // errno that ended the last write early; 0 where it was whole.
};

} // namespace ga
