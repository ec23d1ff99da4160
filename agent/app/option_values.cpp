// SPDX-License-Identifier: Apache-2.0
// Reads and writes the values of options.
#include "app/option_values.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

template <typename Value>
struct ValueName
{
    Value value;
    QLatin1StringView name;
};

constexpr std::array levelNames{
    ValueName{LogLevel::Error, QLatin1StringView("error")},
    ValueName{LogLevel::Warning, QLatin1StringView("warning")},
    ValueName{LogLevel::Info, QLatin1StringView("info")},
    ValueName{LogLevel::Debug, QLatin1StringView("debug")},
};

constexpr std::array failureNames{
    ValueName{HookFailure::Abort, QLatin1StringView("abort")},
    ValueName{HookFailure::Ignore, QLatin1StringView("ignore")},
};

constexpr std::array backupTypeNames{
    ValueName{BackupType::Copy, QLatin1StringView("copy")},
    ValueName{BackupType::Full, QLatin1StringView("full")},
    ValueName{BackupType::Incremental, QLatin1StringView("incremental")},
    ValueName{BackupType::Differential, QLatin1StringView("differential")},
    ValueName{BackupType::Log, QLatin1StringView("log")},
};

// "'x' is not a, b or c"
tl::unexpected<Error> noneOf(const QStringList &names, const QString &text)
{
    const QString others = names.first(names.size() - 1).join(QStringLiteral(", "));
    return fail(QStringLiteral("'%1' is not %2 or %3").arg(text, others, names.last()));
}

template <typename Names, typename Value>
Result<Nothing> readName(const Names &names, const QString &text, std::optional<Value> &value)
{
    for (const auto &row : names) {
        if (text == row.name) {
            value = row.value;
            return Nothing{};
        }
    }
    QStringList all;
    for (const auto &row : names)
        all += row.name;
    return noneOf(all, text);
}

template <typename Names, typename Value>
std::optional<QString> writeName(const Names &names, const std::optional<Value> &value)
{
    for (const auto &row : names) {
        if (value == row.value)
            return QString(row.name);
    }
    return std::nullopt;
}

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
    return readName(levelNames, text, value);
}

Result<Nothing> readValue(const QString &text, std::optional<HookFailure> &value)
{
    return readName(failureNames, text, value);
}

Result<Nothing> readValue(const QString &text, std::optional<BackupType> &value)
{
    return readName(backupTypeNames, text, value);
}

Result<Nothing> readValue(const QString &text, std::optional<Profile> &value)
{
    if (const auto profile = fromWireName<Profile>(text)) {
        value = profile;
        return Nothing{};
    }
    QStringList all;
    for (const char *name : EnumNames<Profile>::names)
        all += QLatin1StringView(name);
    return noneOf(all, text);
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
    return writeName(levelNames, value);
}

std::optional<QString> writeValue(const std::optional<HookFailure> &value)
{
    return writeName(failureNames, value);
}

std::optional<QString> writeValue(const std::optional<BackupType> &value)
{
    return writeName(backupTypeNames, value);
}

std::optional<QString> writeValue(const std::optional<Profile> &value)
{
    return value ? std::optional(QString(QLatin1StringView(wireName(*value)))) : std::nullopt;
}

std::optional<QString> writeValue(const std::optional<std::chrono::seconds> &value)
{
    if (!value)
        return std::nullopt;
    return QString::number(value->count());
}

} // namespace ga
