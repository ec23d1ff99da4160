// SPDX-License-Identifier: Apache-2.0
// Paths that are longer than Windows' functions take them by themselves.
#pragma once

#include <QString>

namespace ga {

// From a full path ("C:\folder\file", "\\server\share\file"), as GetFullPathName() gives it, the
// form that CreateFile() takes: a long one needs "\\?\" before it. Short ones stay as they are, with
// all that Windows does to names ("NUL", trailing dots); so do device paths ("\\.\", "\\?\").
QString openablePath(const QString &fullPath);

} // namespace ga
