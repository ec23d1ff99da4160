// SPDX-License-Identifier: Apache-2.0
// The handlers of the files family.
#pragma once

#include "commands/files/files_types.h"
#include "commands/services.h"

namespace ga {

Result<qint64> openFile(Services &services, const FileOpenArguments &arguments);
void undoOpenFile(Services &services, const QByteArray &reply);
Result<Nothing> closeFile(Services &services, const FileHandleArguments &arguments);
Result<FileRead> readFile(Services &services, const FileReadArguments &arguments);
Result<FileWrite> writeFile(Services &services, const FileWriteArguments &arguments);
Result<FileSeek> seekFile(Services &services, const FileSeekArguments &arguments);
Result<Nothing> flushFile(Services &services, const FileHandleArguments &arguments);

// Of the owner's rules: file-read-directories and file-write-directories, by the path's name; the
// opening itself holds to them too.
Result<Nothing> checkRules(const ArgumentRules &rules, const FileOpenArguments &arguments);

// Whether links lead the path out of those directories, as they are now, the way the system follows
// them when it opens the file; nothing is created or written. What is not there is judged by its
// folder. Error of class CommandNotFound: they do; any other: this process has not the rights to
// see.
Result<Nothing> checkLinks(Files &files, const ArgumentRules &rules,
                           const FileOpenArguments &arguments);

} // namespace ga
