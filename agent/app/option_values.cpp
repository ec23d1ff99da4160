// SPDX-License-Identifier: Apache-2.0
// Reads and writes the values of options.
#include "app/option_values.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

struct LevelName
{
    LogLevel level;
    QLatin1StringView name;
};

constexpr std::array levelNames{
    LevelName{LogLevel::Error, QLatin1StringView("error")},
    LevelName{LogLevel::Warning, QLatin1StringView("warning")},
    LevelName{LogLevel::Info, QLatin1StringView("info")},
    LevelName{LogLevel::Debug, QLatin1StringView("debug")},
};

// Seconds in one of the unit that `letter` stands for; 0: no such unit.
int secondsIn(QChar letter)
{
    switch (letter.unicode()) {
    case 's':
        return 1;
    case 'm':
        return 60;
    case 'h':
        return 60 * 60;
    default:
        return 0;
    }
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

Result<Nothing> readValue(const QString &text, bool &value)
{
    value = text == u"true" || text == u"1";
    if (!value && text != u"false" && text != u"0")
        return fail(QStringLiteral("'%1' is not true, false, 1 or 0").arg(text));
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, QString &value)
{
    value = text;
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, std::optional<QString> &value)
{
    value = text;
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, QStringList &value)
{
    value += text.split(u',');
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, std::optional<QStringList> &value)
{
    value = value.value_or(QStringList()) + text.split(u',');
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, std::optional<LogLevel> &value)
{
    for (const LevelName &row : levelNames) {
        if (text == row.name) {
            value = row.level;
            return Nothing{};
        }
    }
    return fail(QStringLiteral("'%1' is not error, warning, info or debug").arg(text));
}

Result<Nothing> readValue(const QString &text, std::optional<HookFailure> &value)
{
    if (text != u"abort" && text != u"ignore")
        return fail(QStringLiteral("'%1' is not abort or ignore").arg(text));
    value = text == u"abort" ? HookFailure::Abort : HookFailure::Ignore;
    return Nothing{};
}

Result<Nothing> readValue(const QString &text, std::optional<std::chrono::seconds> &value)
{
    const int unit = secondsIn(text.back());
    const QStringView number = QStringView(text).chopped(unit ? 1 : 0);
    constexpr qsizetype mostDigits = 9; // Far from an overflow, and thirty years.
    if (!isDigits(number) || number.size() > mostDigits) {
        return fail(QStringLiteral("'%1' is not a number of seconds, or one followed by s, m or h")
                        .arg(text));
    }
    value = std::chrono::seconds(number.toLongLong() * (unit ? unit : 1));
    return Nothing{};
}

std::optional<QString> writeValue(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

std::optional<QString> writeValue(const QString &value)
{
    return value;
}

std::optional<QString> writeValue(const std::optional<QString> &value)
{
    return value;
}

std::optional<QString> writeValue(const QStringList &value)
{
    return value.join(u',');
}

std::optional<QString> writeValue(const std::optional<QStringList> &value)
{
    return value.value_or(QStringList()).join(u',');
}

std::optional<QString> writeValue(const std::optional<LogLevel> &value)
{
    for (const LevelName &row : levelNames) {
        if (value == row.level)
            return QString(row.name);
    }
    return std::nullopt;
}

std::optional<QString> writeValue(const std::optional<HookFailure> &value)
{
    if (!value)
        return std::nullopt;
    return *value == HookFailure::Abort ? QStringLiteral("abort") : QStringLiteral("ignore");
}

std::optional<QString> writeValue(const std::optional<std::chrono::seconds> &value)
{
    if (!value)
        return std::nullopt;
    return QString::number(value->count());
}

} // namespace ga
