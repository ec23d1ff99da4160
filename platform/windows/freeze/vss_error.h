// SPDX-License-Identifier: Apache-2.0
// The results of VSS, and how they are told to the host.
#pragma once

#include "protocol/result.h"

#include <QtGlobal>

namespace ga {

using VssResult = qint32; // An HRESULT; negative: an error.

// Those that something follows from, of vsserror.h and winerror.h.
namespace vss_result {
constexpr VssResult objectNotFound = VssResult(0x80042308);
constexpr VssResult volumeNotSupported = VssResult(0x8004230c);
constexpr VssResult volumeNotSupportedByProvider = VssResult(0x8004230e);
constexpr VssResult unexpectedProviderError = VssResult(0x8004230f);
constexpr VssResult holdWritesTimeout = VssResult(0x80042314);
constexpr VssResult unsupportedContext = VssResult(0x8004231b);
constexpr VssResult nestedVolumeLimit = VssResult(0x8004232c);
constexpr VssResult volumeNotLocal = VssResult(0x8004232d);
constexpr VssResult timeout = VssResult(0x800705b4);
} // namespace vss_result

constexpr bool hasFailed(VssResult result)
{
    return result < 0;
}

// "Windows error 0x80042314: VSS could not hold writes long enough"; the code alone where nothing
// more is known of it. Windows itself has no texts for those of VSS.
QString vssResultText(VssResult result);

// "TEXT: Windows error 0x...: ...", the form that every failure of VSS has.
Error vssError(const QString &text, VssResult result);

} // namespace ga
