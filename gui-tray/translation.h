// SPDX-License-Identifier: Apache-2.0
// Installs the user's language.
#pragma once

#include <QCoreApplication>

namespace ga {

// Of the languages that the user's locale names the first that there is; English where there is
// none.
void installTranslation(QCoreApplication &application);

} // namespace ga
