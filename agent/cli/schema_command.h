// SPDX-License-Identifier: Apache-2.0
// `qtga schema`: the catalogue, for programs and for people.
#pragma once

#include <QStringList>

namespace ga {

int runSchema(const QStringList &arguments);

} // namespace ga
