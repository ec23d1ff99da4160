// SPDX-License-Identifier: Apache-2.0
// What the service manager knows of a service.
#pragma once

#include "platform/windows/doctor/windows_facts.h"

namespace ga {

ServiceReading readService(const QString &name);

} // namespace ga
