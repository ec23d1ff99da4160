// SPDX-License-Identifier: Apache-2.0
// FileMode: what a mode of fopen(3) asks for.
#pragma once

#include <QString>

#include <optional>

namespace ga {

struct FileMode
{
    bool reads = false;
    bool writes = false;
    bool creates = false;
    bool truncates = false;
    bool appends = false; // Every write goes to the end.

    bool operator==(const FileMode &) const = default;
};

// Of r rb w wb a ab r+ rb+ r+b w+ wb+ w+b a+ ab+ a+b; nothing for any other. Files are always
// binary.
std::optional<FileMode> fileMode(const QString &mode);

} // namespace ga
