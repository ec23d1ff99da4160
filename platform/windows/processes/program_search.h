// SPDX-License-Identifier: Apache-2.0
// Which file a program's name means, and how it is called.
#pragma once

#include "protocol/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace ga {

// The files that `program` may mean, in the order in which they are tried. With a backslash, a slash
// or a colon it is itself; else one of `first` or of the directories in `path`, a list as in PATH.
// The endings of programs are added where it has none of them; one without ending is tried last.
// None for an empty name.
QStringList programCandidates(const QString &program, const QStringList &first, const QString &path);

// What CreateProcess() is given.
struct ProgramCall
{
    QString application;
    QString commandLine;
};

// `path` is how the host named the program, the word that it sees itself called by. A batch file is
// run by cmd.exe (`shell`), which is kept from taking anything in the arguments for more than
// words: an allowed batch file is not a way to run another program. (What the batch file itself
// makes of them is its own.) Error: an argument that can't be handed on, one with a line break.
Result<ProgramCall> programCall(const QString &file, const QString &path,
                                const QStringList &arguments, const QString &shell);

} // namespace ga
