// SPDX-License-Identifier: Apache-2.0
// Reads the program's arguments by the option table.
#include "app/command_line.h"

namespace ga {

namespace {

class Parser
{
public:
    Parser(const QStringList &arguments, const PlatformDefaults &defaults)
        : m_arguments(arguments)
        , m_defaults(defaults)
    {
        m_result.program = arguments.value(0);
    }

    Result<CommandLine> parse();

private:
    Result<Nothing> parseShort(const QString &letters);
    Result<Nothing> parseLong(const QString &word);
    Result<const OptionRow *> findLong(const QString &name, const QString &word) const;
    void use(const OptionRow &row, const QString &value);
    bool hasEnded() const { return m_result.end != CommandLineEnd::Arguments; }
    QString implied(const OptionRow &row) const;

    const QStringList &m_arguments;
    const PlatformDefaults &m_defaults;
    qsizetype m_next = 1;
    CommandLine m_result;
};

QString latin1(const char *name)
{
    return QString::fromLatin1(name);
}

const OptionRow *findShort(QChar letter)
{
    for (const OptionRow &row : optionTable()) {
        if (row.letter && QLatin1Char(row.letter) == letter)
            return &row;
    }
    return nullptr;
}

bool isList(const OptionRow &row)
{
    return row.target == OptionTarget(&Options::blockRpcs) ||
           row.target == OptionTarget(&Options::allowRpcs);
}

CommandLineEnd endBy(const OptionRow &row, const QString &value)
{
    if (row.target == OptionTarget(&Options::help))
        return CommandLineEnd::Help;
    if (row.target == OptionTarget(&Options::version))
        return CommandLineEnd::Version;
    if (isList(row) && (value == u"help" || value == u"?"))
        return CommandLineEnd::CommandNames;
    return CommandLineEnd::Arguments;
}

Result<CommandLine> Parser::parse()
{
    while (m_next < m_arguments.size() && !hasEnded()) {
        const QString word = m_arguments.at(m_next++);
        if (word == u"--")
            break;
        Result<Nothing> parsed;
        if (word.startsWith(u"--"))
            parsed = parseLong(word.mid(2));
        else if (word.size() > 1 && word.startsWith(u'-'))
            parsed = parseShort(word.mid(1));
        if (!parsed) {
            return fail(
                QStringLiteral("%1: %2\nUnknown option, try '%1 --help' for more information.")
                    .arg(m_result.program, parsed.error().description));
        }
    }
    return std::move(m_result);
}

Result<Nothing> Parser::parseShort(const QString &letters)
{
    for (qsizetype i = 0; i < letters.size() && !hasEnded(); ++i) {
        const OptionRow *row = findShort(letters.at(i));
        if (!row)
            return fail(QStringLiteral("invalid option -- '%1'").arg(letters.at(i)));
        if (!row->argument) {
            use(*row, QStringLiteral("true"));
            continue;
        }
        const QString rest = letters.mid(i + 1);
        if (!rest.isEmpty())
            use(*row, rest);
        else if (row->glued)
            use(*row, implied(*row));
        else if (m_next < m_arguments.size())
            use(*row, m_arguments.at(m_next++));
        else
            return fail(QStringLiteral("option requires an argument -- '%1'").arg(letters.at(i)));
        break;
    }
    return Nothing{};
}

Result<Nothing> Parser::parseLong(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    const auto found = findLong(word.left(equals), word);
    if (!found)
        return fail(found.error());
    const OptionRow &row = **found;
    if (equals >= 0) {
        if (!row.argument) {
            return fail(
                QStringLiteral("option '--%1' doesn't allow an argument").arg(latin1(row.name)));
        }
        use(row, word.mid(equals + 1));
    } else if (!row.argument) {
        use(row, QStringLiteral("true"));
    } else if (row.glued) {
        use(row, implied(row));
    } else if (m_next < m_arguments.size()) {
        use(row, m_arguments.at(m_next++));
    } else {
        return fail(QStringLiteral("option '--%1' requires an argument").arg(latin1(row.name)));
    }
    return Nothing{};
}

// The row whose name is `name`, or the only row one of whose names begins with it.
Result<const OptionRow *> Parser::findLong(const QString &name, const QString &word) const
{
    QList<const OptionRow *> candidates;
    QStringList spellings;
    for (const OptionRow &row : optionTable()) {
        if (!hasLongName(row, m_defaults))
            continue;
        for (const QString &spelling : {latin1(row.name), latin1(row.oldName)}) {
            if (spelling.isEmpty() || !spelling.startsWith(name))
                continue;
            if (spelling == name)
                return &row;
            if (!candidates.contains(&row))
                candidates += &row;
            spellings += QStringLiteral("'--%1'").arg(spelling);
        }
    }
    if (candidates.size() == 1)
        return candidates.first();
    if (candidates.isEmpty())
        return fail(QStringLiteral("unrecognized option '--%1'").arg(word));
    return fail(QStringLiteral("option '--%1' is ambiguous; possibilities: %2")
                    .arg(word, spellings.join(u' ')));
}

// What an option stands for whose argument was left out.
QString Parser::implied(const OptionRow &row) const
{
    return row.target == OptionTarget(&Options::freezeHook) ? m_defaults.freezeHook : QString();
}

void Parser::use(const OptionRow &row, const QString &value)
{
    m_result.uses += {&row, value};
    m_result.end = endBy(row, value);
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments, const PlatformDefaults &defaults)
{
    return Parser(arguments, defaults).parse();
}

} // namespace ga
