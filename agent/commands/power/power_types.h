// SPDX-License-Identifier: Apache-2.0
// guest-shutdown and guest-suspend-*.
#pragma once

#include "protocol/fields.h"

#include <QString>

#include <optional>

namespace ga {

struct ShutdownArguments
{
    std::optional<QString> mode; // A plain string in the protocol's schema: the command checks it.

    static constexpr auto fields()
    {
        return fieldList(field("mode", &ShutdownArguments::mode, "\"powerdown\" (the default), \"halt\" or \"reboot\""));
    }
};

enum class ShutdownMode { PowerDown, Halt, Reboot };

enum class SuspendMode { Disk, Ram, Hybrid };

} // namespace ga
