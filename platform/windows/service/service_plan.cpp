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
    const QString words =
        commandLineOf(QStringList{QStringLiteral("-d"), QStringLiteral("--retry-path")} + options);
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

ServiceLine splitServiceLine(const QString &commandLine)
{
    const QString line = commandLine.trimmed();
    if (line.startsWith(u'"')) {
        const qsizetype end = line.indexOf(u'"', 1);
        return end < 0 ? ServiceLine{line.mid(1), {}}
                       : ServiceLine{line.mid(1, end - 1), line.mid(end + 1).trimmed()};
    }
    const QLatin1String ending(".exe");
    const qsizetype begin = line.indexOf(ending, 0, Qt::CaseInsensitive);
    const qsizetype end = begin < 0 ? line.size() : begin + ending.size();
    return {line.left(end), line.mid(end).trimmed()};
}

bool isThisAgent(const QString &program)
{
    const QString name = native(program).section(u'\\', -1);
    return name.compare(QLatin1String("qtga.exe"), Qt::CaseInsensitive) == 0;
}

QStringList configurationPlaces(const QString &program)
{
    const QString folder = native(program).section(u'\\', 0, -2);
    QStringList places;
    for (const char *place : {"qemu-ga.conf", "etc\\qemu-ga.conf", "etc\\qemu\\qemu-ga.conf"})
        places += folder + u'\\' + QLatin1StringView(place);
    return places;
}

bool isMeantToRun(quint32 startType, bool runs)
{
    constexpr quint32 automatic = 2; // SERVICE_AUTO_START
    constexpr quint32 disabled = 4;  // SERVICE_DISABLED
    return startType != disabled && (runs || startType == automatic);
}

bool needsPassword(const QString &account)
{
    const QString domain = account.section(u'\\', 0, 0);
    const bool isBuiltIn = account.compare(u"LocalSystem", Qt::CaseInsensitive) == 0 ||
                           domain.compare(u"NT AUTHORITY", Qt::CaseInsensitive) == 0 ||
                           domain.compare(u"NT SERVICE", Qt::CaseInsensitive) == 0;
    return !isBuiltIn &&
           !account.endsWith(u'$'); // A managed account, whose password Windows keeps.
}

QStringList ownersOptions(QStringList words)
{
    for (const char *word : {"-d", "--daemonize", "-r", "--retry-path"})
        words.removeAll(QString::fromLatin1(word));
    return words;
}

} // namespace ga
