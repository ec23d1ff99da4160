// SPDX-License-Identifier: Apache-2.0
// The SHA-256 of a file in the guest, told by the guest.
#pragma once

#include "client/transfer.h"

namespace ga {

enum class Verification {
    Auto, // Exec where it works, else Read.
    Exec, // sha256sum in the guest.
    Read, // The file is read back, and hashed here.
    None,
};

struct GuestHash
{
    QByteArray sha256; // In hexadecimal.
    Verification method = Verification::None;
};

// Errors: the agent's; Kind::Failed where sha256sum in the guest fails. Verification::None gives an
// empty hash.
ClientResult<GuestHash> hashInGuest(GuestClient &client, const QString &path, Verification how,
                                    const TransferOptions &options);

} // namespace ga
