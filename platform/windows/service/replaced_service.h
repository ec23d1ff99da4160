// SPDX-License-Identifier: Apache-2.0
// The service that this one took the place of, as the registry keeps it until that is given back.
#pragma once

#include "protocol/result.h"

#include <optional>

namespace ga {

struct ReplacedService
{
    QString commandLine;
    QString displayName;
    QString account = QStringLiteral("LocalSystem");
    quint32 startType = 2;  // SERVICE_..._START; the default is SERVICE_AUTO_START.
    bool isDelayed = false; // Started a while after Windows.
    bool runs = true;
    // The SHA-256 of the file that was taken over; empty where there was none.
    QString configuration = {};
};

// Error: Windows'.
Result<Nothing> noteReplacedService(const ReplacedService &replaced);
std::optional<ReplacedService> replacedService();
void forgetReplacedService();

} // namespace ga
