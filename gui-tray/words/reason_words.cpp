// SPDX-License-Identifier: Apache-2.0
// Rules by what they are, the reasons of states by their wording; names and paths are kept.
#include "words/reason_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace ga {

namespace {

struct ReasonWords
{
    Q_DECLARE_TR_FUNCTIONS(ReasonWords)
};

struct KnownReason
{
    const char *wording; // A regular expression; what it captures are the arguments.
    const char *words;
};

constexpr std::array known{
    KnownReason{"the command is not allowed",
                QT_TRANSLATE_NOOP("ReasonWords", "Blocked by the agent's configuration.")},
    KnownReason{"the agent is in frozen state",
                QT_TRANSLATE_NOOP("ReasonWords", "The file systems were frozen; until they are "
                                                 "thawed only a few commands are allowed.")},
    KnownReason{"host access was paused by .*",
                QT_TRANSLATE_NOOP("ReasonWords", "Host access was paused here.")},
    KnownReason{"error opening channel '(.+)': No such file or directory",
                QT_TRANSLATE_NOOP("ReasonWords",
                                  "There is no %1: the virtual machine needs a guest agent "
                                  "channel in its configuration on the host.")},
    KnownReason{"error opening channel '(.+)': Permission denied",
                QT_TRANSLATE_NOOP("ReasonWords", "It may not open %1.")},
    KnownReason{
        "error opening channel '(.+)': Device or resource busy",
        QT_TRANSLATE_NOOP("ReasonWords", "%1 is held by another program, such as a second agent.")},
};

QString refusingRule(const RuleReference &rule)
{
    if (!rule.file)
        return ReasonWords::tr("Blocked by the option %1, with which the agent was started.")
            .arg(rule.key);
    if (!rule.value)
        return ReasonWords::tr("Blocked by the setting \"%1\" in the file %2.")
            .arg(rule.key, *rule.file);
    return ReasonWords::tr("Blocked by the line \"%1=%2\" in the file %3.")
        .arg(rule.key, *rule.value, *rule.file);
}

// Empty for a rule that isn't known here.
QString limitingRule(const RuleReference &rule)
{
    const QString file = rule.file.value_or(QString());
    if (rule.key == u"exec-programs")
        return ReasonWords::tr("Only the programs that \"%1\" lists in the file %2.")
            .arg(rule.key, file);
    if (rule.key == u"file-read-directories")
        return ReasonWords::tr("Reading only in the directories that \"%1\" lists in the file %2.")
            .arg(rule.key, file);
    if (rule.key == u"file-write-directories")
        return ReasonWords::tr("Writing only in the directories that \"%1\" lists in the file %2.")
            .arg(rule.key, file);
    if (rule.key == u"password-users" || rule.key == u"key-users")
        return ReasonWords::tr("Only the users that \"%1\" lists in the file %2.")
            .arg(rule.key, file);
    return {};
}

QString asSentence(QString reason)
{
    if (reason.isEmpty())
        return reason;
    reason[0] = reason.at(0).toUpper();
    return reason.endsWith(u'.') ? reason : reason + u'.';
}

} // namespace

QString reasonInWords(const QString &reason, const std::optional<RuleReference> &rule)
{
    if (rule)
        return refusingRule(*rule);
    for (const KnownReason &row : known) {
        const QRegularExpression wording(
            QRegularExpression::anchoredPattern(QString::fromLatin1(row.wording)));
        const QRegularExpressionMatch match = wording.match(reason);
        if (!match.hasMatch())
            continue;
        const QString words = ReasonWords::tr(row.words);
        switch (match.lastCapturedIndex()) {
        case 0:
            return words;
        default:
            return words.arg(match.captured(1));
        }
    }
    return asSentence(reason);
}

QString limitInWords(const QString &limit, const std::optional<QList<RuleReference>> &rules)
{
    QStringList sentences;
    for (const RuleReference &rule : rules.value_or(QList<RuleReference>()))
        sentences += limitingRule(rule);
    const bool known = !sentences.isEmpty() && !sentences.contains(QString());
    return known ? sentences.join(u' ') : asSentence(limit);
}

} // namespace ga
