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

// Two readers: cmd.exe, and what the batch file hands the word on to. For the one a quotation mark
// is written twice, which leaves it inside the quotation; for the other backslashes before a mark
// are. cmd.exe replaces what stands between per cent signs in a quotation as well, and knows no
// escape for it: after each sign stands a variable that is always there, CD, of which no character
// is taken.
QString quotedForShell(const QString &word)
{
    QString quoted(u'"');
    qsizetype backslashes = 0; // Right before `each`.
    for (const QChar each : word) {
        if (each == u'"')
            quoted += QString(backslashes, u'\\') + each;
        if (each == u'%')
            quoted += QLatin1StringView("%%cd:~,");
        quoted += each;
        backslashes = each == u'\\' ? backslashes + 1 : 0;
    }
    return quoted + QString(backslashes, u'\\') + u'"';
}

// For cmd.exe the line ends there, also inside a quotation.
bool endsLine(const QString &word)
{
    return word.contains(u'\r') || word.contains(u'\n');
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

Result<ProgramCall> programCall(const QString &file, const QString &path,
                                const QStringList &arguments, const QString &shell)
{
    if (!isBatchFile(file))
        return ProgramCall{file, commandLineOf(QStringList(path) + arguments)};
    QStringList words{quotedForShell(file)};
    for (const QString &argument : arguments) {
        if (endsLine(argument))
            return fail(
                QStringLiteral("a batch file can't be given an argument with a line break"));
        words += quotedForShell(argument);
    }
    // Extensions are on, for CD above, and the expansion of "!" is off, whatever the registry says.
    const QString options = QStringLiteral("cmd.exe /e:ON /v:OFF /d /s /c ");
    return ProgramCall{shell, options + u'"' + words.join(u' ') + u'"'};
}

} // namespace ga
