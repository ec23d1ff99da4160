// SPDX-License-Identifier: Apache-2.0
// The ends of logs, which may be of any size.
#pragma once

#include <QByteArray>

#include <optional>

namespace ga {

// The last mebibyte of a log file; nothing where it can't be read.
std::optional<QByteArray> tailOfFile(const QByteArray &path);

// What the kernel still has in its buffer: /dev/kmsg gives one record to each read(2), and would
// wait for the next (Documentation/ABI/testing/dev-kmsg). Nothing where it can't be read.
std::optional<QByteArray> kernelBuffer(const QByteArray &path);

} // namespace ga
