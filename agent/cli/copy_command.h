// SPDX-License-Identifier: Apache-2.0
// `qtga copy`: one file to a guest or from it.
#pragma once

#include <QStringList>

namespace ga {

int runCopy(const QStringList &arguments);

} // namespace ga
