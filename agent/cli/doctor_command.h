// SPDX-License-Identifier: Apache-2.0
// `qtga doctor`: which commands this system lacks, and why.
#pragma once

#include <QStringList>

namespace ga {

int runDoctor(const QStringList &arguments);

} // namespace ga
