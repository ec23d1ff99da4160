// SPDX-License-Identifier: Apache-2.0
// How a file is opened beneath a directory: name by name, without following a link.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace ga {

// The names that lead from a directory to what lies at `rest` beneath it, its ".." undone as
// Windows does before it opens anything. Nothing where it leads out, and where a name is none of a
// file: with a stream of its own ("a:b"), a device's ("NUL", "com1.txt"), or one that Windows would
// change
// ("a.", "a ").
std::optional<QStringList> namesBeneath(const QString &rest);

// Windows' codes of errors, as GetLastError() has them; 0 for none.
using WindowsCode = quint32;

// What the system says of something opened.
struct OpenedName
{
    quint32 attributes = 0; // FILE_ATTRIBUTE_...
    quint32 reparseTag = 0; // IO_REPARSE_TAG_...; meant where the attributes have a reparse point.
    WindowsCode error = 0;
};

// Opens one name in the folder that was opened last, without following what it may lead to.
class NameOpener
{
public:
    virtual ~NameOpener() = default;

    virtual OpenedName openFolder(const QString &name) = 0;
    virtual OpenedName openFile(const QString &name) = 0;
};

enum class WalkEnd {
    Opened,
    Elsewhere, // A link is on the way, or at its end.
    Failed,    // With an error.
    Stored,    // The contents are kept where only a driver finds them (deduplication, a cloud).
};

struct Walk
{
    WalkEnd end = WalkEnd::Failed;
    WindowsCode error = 0;
};

// Ends with the first name that is not what it should be: nothing is opened behind it.
Walk walkBeneath(NameOpener &opener, const QStringList &names);

} // namespace ga
