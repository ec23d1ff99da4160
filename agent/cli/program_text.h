// SPDX-License-Identifier: Apache-2.0
// The program's own options and subcommands as text, from which manual pages and completions are
// rendered (tools/render/).
#pragma once

#include <QByteArray>

namespace ga {

QByteArray programJson(); // One JSON document: "options" and "subcommands".

} // namespace ga
