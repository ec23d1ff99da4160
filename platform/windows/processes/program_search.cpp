// SPDX-License-Identifier: Apache-2.0
// As CreateProcess() itself looks for programs, less the agent's directory and the working
// directory, and with batch files.
#include "platform/windows/processes/program_search.h"

#include "platform/windows/system/command_line_words.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr std::array endings{".com", ".exe", ".bat", ".cmd"};

bool endsWithAny(const QString &file, std::initializer_list<const char *> wanted)
{
    return std::any_of(wanted.begin(), wanted.end(), [&](const char *ending) {
        return file.endsWith(QLatin1StringView(ending), Qt::CaseInsensitive);
    });
}

bool isProgram(const QString &file)
{
    return endsWithAny(file, {endings[0], endings[1], endings[2], endings[3]});
}

bool isBatchFile(const QString &file)
{
    return endsWithAny(file, {endings[2], endings[3]});
}

bool hasDirectory(const QString &program)
{
    return program.contains(u'\\') || program.contains(u'/') || program.contains(u':');
}

QStringList withEndings(const QString &file)
{
    if (isProgram(file))
        return {file};
    QStringList files;
    for (const char *ending : endings)
        files += file + QLatin1StringView(ending);
    return files << file;
}

QStringList directoriesOf(const QString &path)
{
    QStringList directories = path.split(u';', Qt::SkipEmptyParts);
    for (QString &directory : directories)
        directory.remove(u'"');
    directories.removeAll(QString());
    return directories;
}

// For cmd.exe a quotation mark is written twice.
QString quotedForShell(QString word)
{
    return u'"' + word.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

QStringList programCandidates(const QString &program, const QStringList &first, const QString &path)
{
    if (program.isEmpty())
        return {};
    if (hasDirectory(program))
        return withEndings(program);
    QStringList candidates;
    for (const QString &directory : first + directoriesOf(path)) {
        const bool hasSeparator = directory.endsWith(u'\\') || directory.endsWith(u'/');
        candidates += withEndings((hasSeparator ? directory : directory + u'\\') + program);
    }
    return candidates;
}

ProgramCall programCall(const QString &file, const QString &path, const QStringList &arguments,
                        const QString &shell)
{
    if (!isBatchFile(file))
        return {file, commandLineOf(QStringList(path) + arguments)};
    QStringList words{quotedForShell(file)};
    for (const QString &argument : arguments)
        words += quotedForShell(argument);
    return {shell, QStringLiteral("cmd.exe /d /s /c \"%1\"").arg(words.join(u' '))};
}

} // namespace ga
