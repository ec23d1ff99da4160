// SPDX-License-Identifier: Apache-2.0
// Renders the option table as the text of --help.
#include "app/command_line.h"
#include "app/version.h"

namespace ga {

namespace {

constexpr qsizetype lineWidth = 79;
constexpr qsizetype helpColumn = 28;

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

// Breaks `text` at spaces into lines that fit beside the column of names.
QStringList wrapped(const QString &text)
{
    QStringList lines;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (lines.isEmpty() || lines.last().size() + 1 + word.size() > lineWidth - helpColumn)
            lines += word;
        else
            lines.last() += u' ' + word;
    }
    return lines;
}

// "  -m, --method=METHOD", or "  fsfreeze-timeout=TIME" for what only the file has.
QString spelling(const OptionRow &row, const PlatformDefaults &defaults)
{
    const QString argument = row.argument ? u'=' + latin1(row.argument) : QString();
    if (!row.name)
        return QStringLiteral("  ") + latin1(row.key) + argument;
    if (!hasLongName(row, defaults))
        return {};
    return QStringLiteral("  -%1, --%2%3")
        .arg(QLatin1Char(row.letter))
        .arg(latin1(row.name), row.glued ? u'[' + argument + u']' : argument);
}

QString defaultText(const OptionRow &row, const PlatformDefaults &defaults)
{
    const QString words = defaultWords(row, defaults);
    return words.isEmpty() ? QString() : QStringLiteral(" (default: %1)").arg(words);
}

QString paragraph(const OptionRow &row, const PlatformDefaults &defaults)
{
    QString name = spelling(row, defaults);
    if (name.isEmpty())
        return {};
    const QString indent(helpColumn, u' ');
    name = name.size() + 2 > helpColumn ? name + u'\n' + indent : name.leftJustified(helpColumn);
    const QStringList lines = wrapped(latin1(row.help) + defaultText(row, defaults));
    return name + lines.join(u'\n' + indent) + u'\n';
}

} // namespace

QString defaultWords(const OptionRow &row, const PlatformDefaults &defaults)
{
    QString value;
    if (row.target == OptionTarget(&Options::path)) {
        value = QStringLiteral("%1 for virtio-serial, %2 for isa-serial")
                    .arg(defaults.virtioPath, defaults.serialPath);
    } else if (row.target == OptionTarget(&Options::freezeHook)) {
        value = defaults.freezeHook;
    } else if (row.target == OptionTarget(&Options::configPath)) {
        value = defaults.configPath;
    } else if (std::holds_alternative<QString Options::*>(row.target)) {
        value = optionText(defaultOptions(defaults), row).value_or(QString());
    }
    return value;
}

QString helpText(const QString &program, const PlatformDefaults &defaults)
{
    QString options;
    QString keys;
    for (const OptionRow &row : optionTable())
        (row.name ? options : keys) += paragraph(row, defaults);
    return QStringLiteral("Usage: %1 [-m <method> -p <path>] [<options>]\n"
                          "Qt Guest Agent %2: speaks the QEMU Guest Agent protocol.\n\n"
                          "Options:\n%3\n"
                          "In the configuration file only:\n%4")
        .arg(program, agentVersion(), options, keys);
}

} // namespace ga
