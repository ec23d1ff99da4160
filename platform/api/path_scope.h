// SPDX-License-Identifier: Apache-2.0
// Whether a path lies beneath a directory, by their names alone.
#pragma once

#include <QString>

#include <optional>

namespace ga {

// What is left of `path` behind `directory`, with "/" between names, "." for the directory itself;
// nothing where it doesn't begin with it or leads out of it again. Both are absolute. A directory
// that begins with a drive ("C:\") or a server ("\\") is compared as Windows does, with either
// slash and without case. Links are for whoever opens it.
std::optional<QString> pathBeneath(const QString &path, const QString &directory);

} // namespace ga
