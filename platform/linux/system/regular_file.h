// SPDX-License-Identifier: Apache-2.0
// Reads small files whose place somebody else may have filled with a FIFO, a device or something
// endless.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>

namespace ga {

// Opens for reading without waiting, whatever lies there. The error is "failed to open 'PATH':
// CAUSE".
Result<Descriptor> openForReading(const QByteArray &path);

// The whole content of a regular file of at most `limit` bytes. Errors, with `name` for the file:
// "failed to read 'NAME': not a regular file", "...: larger than N bytes", "...: CAUSE".
Result<QByteArray> readRegularFile(const Descriptor &file, const QByteArray &name, qsizetype limit);

// Both of the above.
Result<QByteArray> readRegularFile(const QByteArray &path, qsizetype limit);

} // namespace ga
