// SPDX-License-Identifier: Apache-2.0
// Forms lines of the log.
#include "app/log_line.h"

namespace ga {

namespace {

constexpr qsizetype longestText = 4096; // Characters.

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        break;
    }
    return "error";
}

QString escaped(QChar c)
{
    if (c == u'\n')
        return QStringLiteral("\\n");
    if (c == u'\t')
        return QStringLiteral("\\t");
    return QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

} // namespace

LogLevel logLevelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

QString printable(const QString &text)
{
    QString line;
    for (const QChar c : QStringView(text).left(longestText)) {
        if (isControl(c))
            line += escaped(c);
        else
            line += c;
    }
    if (text.size() > longestText)
        line += QStringLiteral(" [cut]");
    return line;
}

QByteArray logLine(std::chrono::microseconds time, QtMsgType type, const QString &text)
{
    constexpr qint64 perSecond = 1'000'000;
    const qint64 count = time.count();
    return QStringLiteral("%1.%2: %3: %4\n")
        .arg(count / perSecond)
        .arg(count % perSecond, 6, 10, QLatin1Char('0'))
        .arg(QLatin1StringView(levelWord(type)), printable(text))
        .toUtf8();
}

} // namespace ga
