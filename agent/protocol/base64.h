// SPDX-License-Identifier: Apache-2.0
// The protocol's base64, lax where QEMU is and strict where it is strict.
#pragma once

#include "protocol/fields.h"
#include "protocol/result.h"

namespace ga {

// Takes A-Z a-z 0-9 + / = and LF; anything else is "Base64 data contains invalid characters". As in
// QEMU an unfinished last group is dropped, and '=' may stand in the middle.
Result<QByteArray> decodeBase64(const Base64Text &text);

// Appends `bytes` to `out` as base64, padded, in one line.
void appendBase64(QByteArray &out, QByteArrayView bytes);

} // namespace ga
