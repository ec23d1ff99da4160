// SPDX-License-Identifier: Apache-2.0
// The reasons of the policy and of states, by their wording; names and paths in them are kept.
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
    KnownReason{"the command is not allowed by (\\S+?)=(\\S+) in (.+)",
                QT_TRANSLATE_NOOP("ReasonWords", "Blocked by the line \"%1=%2\" in the file %3.")},
    KnownReason{"the command is not allowed by (\\S+) in (.+)",
                QT_TRANSLATE_NOOP("ReasonWords", "Blocked by the setting \"%1\" in the file %2.")},
    KnownReason{"the command is not allowed by (\\S+) on the command line",
                QT_TRANSLATE_NOOP("ReasonWords",
                                  "Blocked by the option %1, with which the agent was started.")},
    KnownReason{"the command is not allowed",
                QT_TRANSLATE_NOOP("ReasonWords", "Blocked by the agent's configuration.")},
    KnownReason{"the agent is in frozen state",
                QT_TRANSLATE_NOOP("ReasonWords", "The file systems were frozen; until they are "
                                                 "thawed only a few commands are allowed.")},
    KnownReason{"host access was paused by .*",
                QT_TRANSLATE_NOOP("ReasonWords", "Host access was paused here.")},
    KnownReason{
        "only programs of (\\S+) in (.+)",
        QT_TRANSLATE_NOOP("ReasonWords", "Only the programs that \"%1\" lists in the file %2.")},
    KnownReason{"only reading under (\\S+) in (.+), writing under (\\S+) in .+",
                QT_TRANSLATE_NOOP("ReasonWords",
                                  "Reading only in the directories that \"%1\" lists in the file "
                                  "%2, writing only in those that \"%3\" lists there.")},
    KnownReason{
        "only reading under (\\S+) in (.+)",
        QT_TRANSLATE_NOOP("ReasonWords",
                          "Reading only in the directories that \"%1\" lists in the file %2.")},
    KnownReason{
        "only writing under (\\S+) in (.+)",
        QT_TRANSLATE_NOOP("ReasonWords",
                          "Writing only in the directories that \"%1\" lists in the file %2.")},
    KnownReason{
        "only users of (\\S+) in (.+)",
        QT_TRANSLATE_NOOP("ReasonWords", "Only the users that \"%1\" lists in the file %2.")},
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

QString asSentence(QString reason)
{
    if (reason.isEmpty())
        return reason;
    reason[0] = reason.at(0).toUpper();
    return reason.endsWith(u'.') ? reason : reason + u'.';
}

} // namespace

QString reasonInWords(const QString &reason)
{
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
        case 1:
            return words.arg(match.captured(1));
        case 2:
            return words.arg(match.captured(1), match.captured(2));
        default:
            return words.arg(match.captured(1), match.captured(2), match.captured(3));
        }
    }
    return asSentence(reason);
}

} // namespace ga
