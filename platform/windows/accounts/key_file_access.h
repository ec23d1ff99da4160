// SPDX-License-Identifier: Apache-2.0
// Reads and replaces a file of OpenSSH keys.
#pragma once

#include "platform/windows/accounts/authorized_keys_file.h"
#include "protocol/result.h"

#include <QByteArray>

#include <optional>

namespace ga {

// Up to 8 MiB; nothing where there is no such file. Error: "failed to read 'F': CAUSE".
Result<std::optional<QByteArray>> readKeyFile(const AuthorizedKeysFile &file);

// Puts a new file, with the rights it is to have, in the place of the old one at once, and makes
// its folder where that is missing. Errors: "failed to create directory 'D': CAUSE", "failed to
// write to 'F': CAUSE".
Result<Nothing> replaceKeyFile(const AuthorizedKeysFile &file, const QByteArray &content);

} // namespace ga
