// SPDX-License-Identifier: Apache-2.0
// What the systems that the tests run on do not have in common.
#pragma once

#include <QOperatingSystemVersion>

namespace ga::test {

constexpr bool isWindows =
    QOperatingSystemVersion::currentType() == QOperatingSystemVersion::Windows;

constexpr bool locksOpenFiles = isWindows;      // They can't be renamed.
constexpr bool foldersProtectFiles = isWindows; // Files inherit who may read them.
constexpr bool hasSignals = !isWindows;         // A program can be asked to end.

} // namespace ga::test
