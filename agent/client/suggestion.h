// SPDX-License-Identifier: Apache-2.0
// What somebody who mistyped a name may have meant.
#pragma once

#include <QStringList>

namespace ga {

// ", did you mean 'NAME'?" with the nearest of `names`, or nothing where none is near.
QString suggestion(const QString &mistyped, const QStringList &names);

} // namespace ga
