// SPDX-License-Identifier: Apache-2.0
// The error of a channel that doesn't open, as qemu-ga words it.
#pragma once

#include "protocol/result.h"

#include <QString>

namespace ga {

inline QString openingError(const QString &path)
{
    return QStringLiteral("error opening channel '%1'").arg(path);
}

// "error opening channel 'P': strerror".
inline tl::unexpected<Error> failOpening(const QString &path, int errorNumber)
{
    return failSystem(openingError(path), errorNumber);
}

} // namespace ga
