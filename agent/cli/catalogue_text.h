// SPDX-License-Identifier: Apache-2.0
// The catalogue as text: what is committed of these renderings is held against drift by a test.
#pragma once

#include <QByteArray>

namespace ga {

QByteArray catalogueJson();     // For programs: one JSON document.
QByteArray catalogueMarkdown(); // docs/commands.md.
QByteArray catalogueMan();      // docs/man/qtga-commands.7, in mdoc(7).

} // namespace ga
