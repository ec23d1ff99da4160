// SPDX-License-Identifier: Apache-2.0
// Strings of QEMU's JSON dialect.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ga {

// The UTF-8 that a string token stands for. `token` has its quotes, single or double. A string
// without escapes comes back as a raw slice of the token. Errors: "JSON parse error, " and what is
// wrong with the escape or with the UTF-8.
Result<QByteArray> unescapeString(QByteArrayView token);

// Appends `utf8`, which is valid, to `out` as a string of strict JSON.
void appendStrictString(QByteArray &out, QByteArrayView utf8);

} // namespace ga
