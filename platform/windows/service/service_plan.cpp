// SPDX-License-Identifier: Apache-2.0
// Command lines of services.
#include "platform/windows/service/service_plan.h"

#include "platform/windows/system/command_line_words.h"

namespace ga {

namespace {

QString native(QString path)
{
    return path.replace(u'/', u'\\');
}

} // namespace

QString serviceCommandLine(const QString &program, const QStringList &options)
{
    // Always quoted: of a path with a space Windows would try its first part as a program, too.
    const QString words = commandLineOf(QStringList{QStringLiteral("-d"),
                                                    QStringLiteral("--retry-path")} +
                                        options);
    return u'"' + native(program) + QStringLiteral("\" ") + words;
}

bool startsProgram(const QString &commandLine, const QString &program)
{
    const QString line = native(commandLine.trimmed());
    const bool isQuoted = line.startsWith(u'"');
    const QString own = native(program);
    const QString begin = line.mid(isQuoted ? 1 : 0, own.size());
    const QString rest = line.mid(begin.size() + (isQuoted ? 1 : 0));
    return begin.compare(own, Qt::CaseInsensitive) == 0 &&
           (isQuoted ? rest.startsWith(u'"') : rest.isEmpty() || rest.front().isSpace());
}

} // namespace ga
